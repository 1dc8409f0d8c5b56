import { reconcile } from '@jujube/core/rollout/reconcile.js';
import { HOSTS_PER_RACK } from '../../support/large-fleet.js';
import { FakeCluster } from '../../simulation/fake-cluster.js';
import { type BenchRow, durationRow } from './bench-row.js';
import { timed } from './timed.js';

/** The same loss as the scheduler plans it today, which looks at all apps and dynos anew. */
export function wholePlanRows(): BenchRow[] {
  const cluster = new FakeCluster(10_000, 1_000_000);
  cluster.carryOut(reconcile(cluster.wanted, cluster.look()));
  cluster.pass(1_000);
  const quiet = timed(() => reconcile(cluster.wanted, cluster.look()));
  const { hosts } = cluster.look();
  cluster.changeHosts(new Set(hosts.slice(0, HOSTS_PER_RACK).map(({ id }) => id)), { status: 'down' });
  const loss = timed(() => reconcile(cluster.wanted, cluster.look()));
  return [
    durationRow('reconcile() of a million dynos when nothing happens', quiet, null),
    durationRow('reconcile() of a million dynos after losing 40 hosts', loss, null),
  ];
}
