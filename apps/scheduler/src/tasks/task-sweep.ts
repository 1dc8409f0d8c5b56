import { Injectable, Logger } from '@nestjs/common';
import { Nudges } from '@jujube/database/nudges.js';
import { sweepTasks } from '@jujube/database/tasks/open-tasks.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';

const EVERY_MS = 2_000;

/** Gives back what tasks hold that is of no use to them: places on hosts that are down, places of builds that are over. */
@Injectable()
export class TaskSweep implements LeaderPart {
  private readonly logger = new Logger('tasks');

  constructor(
    private readonly writes: FencedWrites,
    private readonly nudges: Nudges,
    private readonly loop: WakeUp,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const rhythm = { signal, everyMs: EVERY_MS, wakeUp: new WakeUp(), logger: this.logger };
    await repeatedly(rhythm, async () => {
      const hasChanged = await this.writes.run(async (manager) => {
        const isSwept = await sweepTasks(manager);
        if (isSwept) await this.nudges.send('tasks', manager);
        return isSwept;
      });
      if (hasChanged) this.loop.wake();
    });
  }
}
