import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { DataSource } from '@jujube/database/connection.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { readLogCursor } from '@jujube/database/log-cursors/log-cursors.js';
import { containerName } from '../actor/dyno-container.js';
import { HostEngines } from '../hosts/host-engines.js';
import { LiveDynos } from '../live-dynos.js';
import { DynoReader } from './dyno-reader.js';
import { LogBatch } from './log-batch.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
// a flooding dyno is read at 50,000 lines a second at most, so that it does not keep everything else waiting
const SKIPPED_BEFORE_BREATH = 1_000;
const BREATH_MS = 20;

/** Reads the output of single dynos into the batch, from where it was read before to its end. */
@Injectable()
export class LogReaders {
  private readonly logger = new Logger('logs');

  constructor(
    private readonly dataSource: DataSource,
    private readonly engines: HostEngines,
    private readonly liveDynos: LiveDynos,
    private readonly batch: LogBatch,
  ) {}

  /** Follows until the container has ended, over lost connections and restarts of its engine. */
  async follow(dyno: DynoEntity, signal: AbortSignal): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    let reader: DynoReader | null = null;
    while (!signal.aborted) {
      try {
        reader ??= new DynoReader(dyno, await readLogCursor(this.dataSource.manager, dyno.id));
        await this.read(dyno, { reader, follow: true, signal });
        if (await this.hasEnded(dyno)) return;
        pauseMs = FIRST_PAUSE_MS;
      } catch (error) {
        if (signal.aborted || isEngineError(error, 'not_found')) return;
        if (!this.liveDynos.get(dyno.id)) return;
        this.logger.debug(error);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Reads once what is there; for containers that ended while nobody followed them. */
  async readRest(dyno: DynoEntity, signal: AbortSignal): Promise<void> {
    const reader = new DynoReader(dyno, await readLogCursor(this.dataSource.manager, dyno.id));
    await this.read(dyno, { reader, follow: false, signal });
  }

  private async read(
    dyno: DynoEntity,
    how: { reader: DynoReader; follow: boolean; signal: AbortSignal },
  ): Promise<void> {
    const { reader, follow, signal } = how;
    const engine = await this.engines.of(dyno.hostId);
    const lines = engine.logs(dyno.containerId ?? containerName(dyno), { since: reader.restart(), follow, signal });
    let skipped = 0;
    for await (const line of lines) {
      const entries = reader.entries(line);
      for (const entry of entries) await this.batch.add(entry, signal);
      if (entries.length === 0 && ++skipped % SKIPPED_BEFORE_BREATH === 0) await sleep(BREATH_MS);
    }
    for (const entry of reader.rest()) await this.batch.add(entry, signal);
  }

  // the end of a stream may also be the end of the engine
  private async hasEnded(dyno: DynoEntity): Promise<boolean> {
    const engine = await this.engines.of(dyno.hostId);
    const { state } = await engine.inspect(dyno.containerId ?? containerName(dyno));
    return state !== 'running' && state !== 'paused' && state !== 'restarting';
  }
}
