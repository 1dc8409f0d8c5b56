import type { Resources } from '../quantity/resources.js';
import { sumOf } from '../quantity/sum-of.js';
import { groupBy } from '../rollout/group-by.js';
import type { FleetHost } from './fleet-hosts.js';

export interface FleetPool {
  readonly pool: string;
  readonly hosts: number;
  /** that answer and are neither cordoned nor draining */
  readonly openHosts: number;
  readonly dynos: number;
  readonly capacity: Resources;
  readonly reserved: Resources;
  /** on the open hosts */
  readonly free: Resources;
}

/** The hosts summed up by pool, in the order of the pools' names. */
export function fleetPools(hosts: readonly FleetHost[]): FleetPool[] {
  const byPool = [...groupBy(hosts, ({ pool }) => pool)].sort(([a], [b]) => (a < b ? -1 : 1));
  return byPool.map(([pool, all]) => {
    const open = all.filter((host) => host.status === 'ready' && !host.isCordoned && !host.isDraining);
    return {
      ...{ pool, hosts: all.length, openHosts: open.length },
      dynos: all.reduce((sum, { dynos }) => sum + dynos, 0),
      capacity: sumOf(all.map(({ capacity }) => capacity)),
      reserved: sumOf(all.map(({ reserved }) => reserved)),
      free: sumOf(open.map(({ free }) => free)),
    };
  });
}
