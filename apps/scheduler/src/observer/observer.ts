import { Injectable } from '@nestjs/common';
import type { Cluster } from '@jujube/core/cluster/cluster.js';
import type { Host } from '@jujube/core/cluster/host.js';
import type { Wanted } from '@jujube/core/wanted/wanted.js';
import { readWantedRows } from '@jujube/database/apps/wanted-rows.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { liveDynos, recentCrashes } from '@jujube/database/dynos/seen-dynos.js';
import { hostRows } from '@jujube/database/hosts/host-rows.js';
import { readAcknowledgements } from '@jujube/database/router-dynos/acknowledgements.js';
import { openTasks } from '@jujube/database/tasks/open-tasks.js';
import { HealthRules } from '../health/health-rules.js';
import { clusterOf } from './cluster-of.js';
import { wantedOf } from './wanted-of.js';

/** One consistent look at everything: what is wanted and what is there. */
export interface Observation {
  readonly wanted: Wanted;
  readonly cluster: Cluster;
  /** the rows behind the cluster's dynos that have not ended */
  readonly liveDynos: readonly DynoEntity[];
}

/** Reads the database into what the core decides from. */
@Injectable()
export class Observer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly portRange: Host['portRange'],
    private readonly healthRules: HealthRules,
  ) {}

  async observe(): Promise<Observation> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const asked = await readWantedRows(manager);
      const seen = await readSeenRows(manager);
      this.healthRules.replaceAll(asked.formations);
      return {
        wanted: wantedOf(asked),
        cluster: clusterOf(seen, this.portRange),
        liveDynos: seen.dynos,
      };
    });
  }
}

async function readSeenRows(manager: EntityManager) {
  const [clock]: { now: Date }[] = await manager.query('select now()');
  return {
    now: clock?.now ?? new Date(),
    hosts: await hostRows(manager),
    dynos: await liveDynos(manager),
    crashes: await recentCrashes(manager),
    tasks: await openTasks(manager),
    acknowledgements: await readAcknowledgements(manager),
  };
}
