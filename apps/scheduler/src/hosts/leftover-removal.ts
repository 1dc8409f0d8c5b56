import { Injectable, Logger } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { OurContainer } from '@jujube/containers/our-container.js';
import { DataSource } from '@jujube/database/connection.js';
import { dynosByIds } from '@jujube/database/dynos/seen-dynos.js';
import { LogCollector } from '../logs/log-collector.js';
import { Timings } from '../timings.js';
import { dynoIdOf, leftovers } from './compare-containers.js';

const GRACE_MS = 10_000;

/** Removes containers of ours that no live dyno needs: of dynos that ended or were given up, and of nobody's. */
@Injectable()
export class LeftoverRemoval {
  private readonly logger = new Logger('leftovers');
  private readonly running = new Map<string, Promise<void>>();
  private readonly unknownSinceMs = new Map<string, number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly logs: LogCollector,
    private readonly timings: Timings,
  ) {}

  /** Starts what has to be done and does not wait for it: one container that will not stop must hold up no comparison. */
  async begin(engine: ContainerEngine, containers: readonly OurContainer[]): Promise<void> {
    const ids = containers.flatMap((container) => dynoIdOf(container) ?? []);
    const rows = await dynosByIds(this.dataSource.manager, ids);
    const states = new Map(rows.map((row) => [row.id, row.state]));
    const { ended, unknown } = leftovers(containers, states);
    for (const container of [...ended, ...this.longUnknown(unknown)]) {
      if (this.running.has(container.id)) continue;
      const dyno = rows.find((row) => row.id === dynoIdOf(container));
      const work = this.remove(engine, container, async () => dyno && this.logs.finish(dyno));
      this.running.set(
        container.id,
        work.finally(() => this.running.delete(container.id)),
      );
    }
  }

  async settled(): Promise<void> {
    await Promise.all(this.running.values());
  }

  private async remove(
    engine: ContainerEngine,
    { id, name }: OurContainer,
    readLogs: () => Promise<unknown>,
  ): Promise<void> {
    try {
      await engine.stop(id, GRACE_MS);
      await readLogs();
      await engine.remove(id, { force: true, volumes: true });
      this.logger.log(`removed ${name} from ${engine.host.name}: no live dyno needs it`);
    } catch (error) {
      // the next comparison finds it again
      this.logger.warn(error);
    }
  }

  private longUnknown(unknown: readonly OurContainer[]): OurContainer[] {
    const nowMs = performance.now();
    for (const { id } of unknown) if (!this.unknownSinceMs.has(id)) this.unknownSinceMs.set(id, nowMs);
    return unknown.filter(
      ({ id }) => nowMs - (this.unknownSinceMs.get(id) ?? nowMs) >= this.timings.strayContainerAfterMs,
    );
  }
}
