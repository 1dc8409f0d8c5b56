import { Injectable } from '@nestjs/common';
import type { DynoState } from '@jujube/core/cluster/dyno.js';
import type { EntityManager } from '@jujube/database/connection.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { markHealthy, markUnhealthy, moveDynos, noteOnDyno } from '@jujube/database/dynos/dyno-progress.js';
import { appendDynoLines } from '@jujube/database/log-lines/append-dyno-lines.js';
import { Nudges } from '@jujube/database/nudges.js';
import { FencedWrites } from './leader/fenced-writes.js';
import { LiveDynos } from './live-dynos.js';
import { platformLine } from './logs/dyno-line.js';
import { WakeUp } from './wake-up.js';

export interface Ending {
  reason: string;
  exitCode: number | null;
}

const RUNNING: readonly DynoState[] = ['placed', 'starting', 'up'];

/** Writes down what happens to dynos: their rows, the lines in their apps' logs, and who has to hear of it. */
@Injectable()
export class DynoJournal {
  constructor(
    private readonly writes: FencedWrites,
    private readonly nudges: Nudges,
    private readonly liveDynos: LiveDynos,
    private readonly loop: WakeUp,
  ) {}

  async started(dyno: DynoEntity, containerId: string): Promise<void> {
    await this.write(async (manager) => {
      const rows = await moveDynos(manager, [dyno.id], { to: 'starting', from: ['placed'], containerId });
      const command = dyno.command === '' ? 'its image' : `command \`${dyno.command}\``;
      await appendDynoLines(
        manager,
        rows.map((row) => platformLine(row, `Starting process with ${command}`)),
      );
      return rows;
    });
  }

  async healthy(ids: readonly string[]): Promise<void> {
    await this.write(async (manager) => {
      const rows = await markHealthy(manager, ids);
      await this.tellRouters(manager, rows);
      await appendDynoLines(
        manager,
        rows.map((row) => platformLine(row, 'State changed from starting to up')),
      );
      return rows;
    });
  }

  async unhealthy(dyno: DynoEntity, why: string): Promise<void> {
    await this.write(async (manager) => {
      const rows = await markUnhealthy(manager, [dyno.id]);
      await this.tellRouters(manager, rows);
      await appendDynoLines(
        manager,
        rows.map((row) => platformLine(row, `Health check failed: ${why}`)),
      );
      return rows;
    });
  }

  /** It ended by itself. A draining one was to end anyway. */
  async ended(dyno: DynoEntity, { reason, exitCode }: Ending): Promise<void> {
    await this.write(async (manager) => {
      const gone = await moveDynos(manager, [dyno.id], { to: 'stopped', from: ['draining'], reason, exitCode });
      const crashed = await moveDynos(manager, [dyno.id], { to: 'crashed', from: RUNNING, reason, exitCode });
      return this.buried(manager, dyno, [...gone, ...crashed]);
    });
  }

  /** It runs but does not do its work, so that another one has to. */
  async givenUp(dyno: DynoEntity, reason: string): Promise<void> {
    await this.write(async (manager) => {
      const step = { to: 'crashed', from: RUNNING, reason, onlyOnReadyHosts: true } as const;
      return this.buried(manager, dyno, await moveDynos(manager, [dyno.id], step));
    });
  }

  async stopped(dyno: DynoEntity, exitCode: number | null): Promise<void> {
    await this.write(async (manager) => {
      const rows = await moveDynos(manager, [dyno.id], {
        to: 'stopped',
        from: ['stopping'],
        reason: dyno.reason,
        exitCode,
      });
      const lines = exitCode === null ? [] : rows;
      await appendDynoLines(
        manager,
        lines.map((row) => platformLine(row, `Process exited with status ${exitCode}`)),
      );
      return rows;
    });
  }

  /** Why a dyno is not further, for people who look at it. */
  async noted(dyno: DynoEntity, reason: string): Promise<void> {
    await this.writes.run((manager) => noteOnDyno(manager, dyno.id, reason));
  }

  private async write(work: (manager: EntityManager) => Promise<DynoEntity[]>): Promise<void> {
    const rows = await this.writes.run(work);
    this.liveDynos.put(rows);
    if (rows.length > 0) this.loop.wake();
  }

  private async buried(manager: EntityManager, dyno: DynoEntity, rows: DynoEntity[]): Promise<DynoEntity[]> {
    await this.tellRouters(manager, rows);
    const lines = rows.flatMap((row) => [
      platformLine(row, row.reason ?? 'It ended'),
      ...(row.state === 'crashed' ? [platformLine(row, `State changed from ${dyno.state} to crashed`)] : []),
    ]);
    await appendDynoLines(manager, lines);
    return rows;
  }

  private async tellRouters(manager: EntityManager, rows: readonly DynoEntity[]): Promise<void> {
    if (rows.length > 0) await this.nudges.send('routes', manager);
  }
}
