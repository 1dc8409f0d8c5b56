import type { Cluster } from '@jujube/core/cluster/cluster.js';
import type { Wanted } from '@jujube/core/wanted/wanted.js';
import { readWantedRows, type WantedRows } from '@jujube/database/apps/wanted-rows.js';
import type { EntityManager } from '@jujube/database/connection.js';
import { liveDynos, recentCrashes } from '@jujube/database/dynos/seen-dynos.js';
import { hostRows } from '@jujube/database/hosts/host-rows.js';
import { readAcknowledgements } from '@jujube/database/router-dynos/acknowledgements.js';
import { openTasks } from '@jujube/database/tasks/open-tasks.js';
import { clusterOf, type ClusterSettings, type SeenRows } from './cluster-of.js';
import { wantedOf } from './wanted-of.js';

/** What is wanted and what is there, with the rows behind it. */
export interface Observed {
  readonly wanted: Wanted;
  readonly cluster: Cluster;
  readonly asked: WantedRows;
  readonly seen: SeenRows;
}

/** Reads the database into what the core decides from; one consistent look only in a repeatable-read transaction. */
export async function observe(manager: EntityManager, settings: ClusterSettings): Promise<Observed> {
  const asked = await readWantedRows(manager);
  const seen = await readSeenRows(manager);
  return { wanted: wantedOf(asked), cluster: clusterOf(seen, settings), asked, seen };
}

async function readSeenRows(manager: EntityManager): Promise<SeenRows> {
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
