import { Injectable, Logger } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { currentAttempts } from '@jujube/database/task-runs/current-attempts.js';
import { HostEngines } from '../hosts/host-engines.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';
import { KIND_TASK, TASK_LABEL } from './task-container.js';

const EVERY_MS = 10_000;
const GRACE_MS = 10_000;

/** Removes containers of attempts that are over: of tasks that ended, were given up with their host, or began anew elsewhere. */
@Injectable()
export class TaskLeftovers implements LeaderPart {
  private readonly logger = new Logger('task-runs');

  constructor(
    private readonly dataSource: DataSource,
    private readonly engines: HostEngines,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const rhythm = { signal, everyMs: EVERY_MS, wakeUp: new WakeUp(), logger: this.logger };
    await repeatedly(rhythm, async () => {
      const connected = [...(await this.engines.refresh()).values()];
      await Promise.all(connected.map(({ engine }) => this.removeOn(engine).catch(ignoreAbsentHost)));
    });
  }

  private async removeOn(engine: ContainerEngine): Promise<void> {
    const containers = await engine.list({ labels: KIND_TASK });
    const ids = containers.flatMap(({ labels }) => labels[TASK_LABEL.id] ?? []);
    // asked after the list: an attempt that began in between is not in it
    const current = await currentAttempts(this.dataSource.manager, ids);
    for (const { id, labels } of containers) {
      const known = current.get(labels[TASK_LABEL.id] ?? '');
      if (known?.hostId === engine.host.id && String(known.attempt) === labels[TASK_LABEL.attempt]) continue;
      await engine.stop(id, GRACE_MS);
      await engine.remove(id, { force: true, volumes: true });
    }
  }
}

function ignoreAbsentHost(error: unknown): void {
  if (!isEngineError(error)) throw error;
}
