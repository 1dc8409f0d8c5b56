import { Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { DataSource } from '@jujube/database/connection.js';
import { liveDynosOf } from '@jujube/database/dynos/seen-dynos.js';
import { DynoJournal } from '../dyno-journal.js';
import { endedDynos } from './compare-containers.js';
import { LeftoverRemoval } from './leftover-removal.js';

/** Compares what should run on a host with what does: events may be lost, a list tells everything. */
@Injectable()
export class HostComparison {
  constructor(
    private readonly dataSource: DataSource,
    private readonly journal: DynoJournal,
    private readonly leftovers: LeftoverRemoval,
  ) {}

  async compare(engine: ContainerEngine, signal: AbortSignal): Promise<void> {
    // in this order: a container may be younger than the rows, a row must not be younger than the list
    const rows = await liveDynosOf(this.dataSource.manager, engine.host.id);
    const containers = await engine.list();
    if (signal.aborted) return;
    for (const { dyno, ending } of endedDynos(rows, containers)) await this.journal.ended(dyno, ending);
    if (!signal.aborted) await this.leftovers.begin(engine, containers);
  }
}
