import type { Cluster } from '../cluster/cluster.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Host } from '../cluster/host.js';
import { hasEnded } from './dyno-order.js';

export interface Losses {
  readonly lost: readonly Dyno[];
  /** why nothing is given up although hosts are down; null when the brake is off */
  readonly brake: string | null;
}

/** Dynos whose host is down or no longer registered. When most hosts vanish at once our own network is suspected, and nothing is given up. */
export function lostDynos(cluster: Cluster): Losses {
  const statusById = new Map(cluster.hosts.map((host) => [host.id, host.status]));
  const brake = massFailure(cluster.hosts);
  const isGone = ({ hostId }: Dyno): boolean => {
    const status = statusById.get(hostId);
    return status === undefined || (status === 'down' && brake === null);
  };
  return { lost: cluster.dynos.filter((dyno) => !hasEnded(dyno) && isGone(dyno)), brake };
}

/** At least two hosts and more than half of all do not answer. */
function massFailure(hosts: readonly Host[]): string | null {
  const silent = hosts.filter((host) => host.status !== 'ready').length;
  if (silent < 2 || silent * 2 <= hosts.length) return null;
  return `${silent} of ${hosts.length} hosts do not answer: suspecting the control plane's own network, no dyno is given up`;
}
