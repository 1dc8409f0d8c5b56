import type { Cluster } from '../cluster/cluster.js';
import type { Host } from '../cluster/host.js';
import type { Situation } from '../explain/what-if.js';
import type { Resources } from '../quantity/resources.js';
import { sumOf } from '../quantity/sum-of.js';
import { hasEnded } from '../rollout/dyno-order.js';
import { groupBy } from '../rollout/group-by.js';
import { holdingsOf } from '../rollout/holdings-of.js';
import { homelessWithout, type HomelessProcess } from './homeless-without.js';

/** What a host has, and what would become of its dynos if it died. */
export interface FleetHost {
  readonly hostName: string;
  readonly pool: string;
  readonly status: Host['status'];
  readonly isCordoned: boolean;
  readonly isDraining: boolean;
  readonly capacity: Resources;
  /** by dynos and tasks that have not ended */
  readonly reserved: Resources;
  /** never below 0 */
  readonly free: Resources;
  /** that have not ended */
  readonly dynos: number;
  /** whose dynos would fit nowhere else; empty: the host may die */
  readonly homeless: readonly HomelessProcess[];
}

/**
 * The N-1 report, one host after the other in the order of their names: for each the scheduler's own plan is made as if it were
 * gone. That takes a plan per host, so that whoever has other work to do looks after it between two of them.
 */
export function* fleetHosts(now: Situation): Generator<FleetHost> {
  const { hosts } = now.cluster;
  const reserved = reservedByHost(now.cluster);
  const dynos = groupBy(
    now.cluster.dynos.filter((dyno) => !hasEnded(dyno)),
    (dyno) => dyno.hostId,
  );
  for (const host of [...hosts].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const own = dynos.get(host.id) ?? [];
    const taken = reserved.get(host.id) ?? { cpuMillis: 0, memoryMib: 0 };
    yield {
      ...{ hostName: host.name, pool: host.pool, status: host.status },
      ...{ isCordoned: !host.eligible, isDraining: host.draining },
      ...{ capacity: host.allocatable, reserved: taken, free: freeOf(host.allocatable, taken) },
      dynos: own.length,
      homeless: own.length === 0 ? [] : homelessWithout(now, host, own),
    };
  }
}

function reservedByHost(cluster: Cluster): Map<string, Resources> {
  const byHost = groupBy(holdingsOf(cluster).occupants, ({ hostId }) => hostId);
  return new Map([...byHost].map(([hostId, all]) => [hostId, sumOf(all.map(({ resources }) => resources))]));
}

function freeOf(all: Resources, taken: Resources): Resources {
  return {
    cpuMillis: Math.max(0, all.cpuMillis - taken.cpuMillis),
    memoryMib: Math.max(0, all.memoryMib - taken.memoryMib),
  };
}
