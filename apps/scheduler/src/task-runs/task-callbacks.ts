import { Injectable, Logger } from '@nestjs/common';
import { callbackPauseSeconds } from '@jujube/core/task/callback-pause.js';
import { DataSource } from '@jujube/database/connection.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { Nudges } from '@jujube/database/nudges.js';
import {
  callbackAccepted,
  callbackFailed,
  dueCallbacks,
  type DueCallback,
} from '@jujube/database/task-runs/task-callbacks.js';
import { openTaskSecrets } from '@jujube/database/task-runs/task-secrets.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';
import { postCallback } from './post-callback.js';

const EVERY_MS = 2_000;

/** Tells whoever asked for it that a task is over, again and again for a day until they accept it. */
@Injectable()
export class TaskCallbacks implements LeaderPart {
  private readonly logger = new Logger('task-runs');
  private readonly wakeUp = new WakeUp();

  constructor(
    private readonly dataSource: DataSource,
    private readonly writes: FencedWrites,
    private readonly nudges: Nudges,
    private readonly box: SecretBox,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const end = this.nudges.on('tasks', () => this.wakeUp.wake());
    const rhythm = { signal, everyMs: EVERY_MS, wakeUp: this.wakeUp, logger: this.logger };
    await repeatedly(rhythm, async () => {
      const due = await dueCallbacks(this.dataSource.manager);
      await Promise.all(due.map((callback) => this.tell(callback, signal)));
    });
    end();
  }

  private async tell(callback: DueCallback, signal: AbortSignal): Promise<void> {
    const { id, tries } = callback;
    const trouble = await postCallback(callback, openTaskSecrets(this.box, callback).callbackSecret, signal);
    if (signal.aborted) return;
    if (trouble === null) return this.writes.run((manager) => callbackAccepted(manager, id));
    const again = { trouble, inSeconds: callbackPauseSeconds(tries + 1) };
    await this.writes.run((manager) => callbackFailed(manager, id, again));
  }
}
