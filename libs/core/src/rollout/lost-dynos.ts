import type { Cluster } from '../cluster/cluster.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Host } from '../cluster/host.js';
import type { DisruptionPolicy, Wanted } from '../wanted/wanted.js';
import { hasEnded, serviceOf } from './dyno-order.js';

export interface Losses {
  readonly lost: readonly Dyno[];
  /** why nothing is given up although hosts are down; null when the brake is off */
  readonly brake: string | null;
  /** when the next one is given up unless its host is back; null: none waits for that */
  readonly nextAtMs: number | null;
}

/**
 * Dynos whose host is no longer registered, is down, or has been away for longer than their own policy bears. When most hosts
 * vanish at once our own network is suspected, and nothing is given up.
 */
export function lostDynos(wanted: Wanted, cluster: Cluster): Losses {
  const hosts = new Map(cluster.hosts.map((host) => [host.id, host]));
  const brake = massFailure(cluster.hosts);
  const policyOf = policyFinder(wanted);
  const lost: Dyno[] = [];
  const waiting: number[] = [];
  for (const dyno of cluster.dynos) {
    if (hasEnded(dyno)) continue;
    const host = hosts.get(dyno.hostId);
    const atMs = host ? givenUpAtMs(dyno, { host, policy: policyOf(dyno), nowMs: cluster.nowMs }) : 0;
    if (atMs === null || (host && brake !== null)) continue;
    if (atMs <= cluster.nowMs) lost.push(dyno);
    else waiting.push(atMs);
  }
  return { lost, brake, nextAtMs: waiting.length > 0 ? Math.min(...waiting) : null };
}

type Loss = { host: Host; policy: DisruptionPolicy | undefined; nowMs: number };

/** Null: not because of its host. A dyno that never ran, or is on its way out, has nothing to wait for. */
function givenUpAtMs({ state }: Dyno, { host, policy, nowMs }: Loss): number | null {
  if (host.status === 'ready') return null;
  const hasRun = state === 'starting' || state === 'up';
  if (hasRun && policy?.isReplaced === false) return null;
  const lostAfterMs = hasRun ? (policy?.lostAfterMs ?? null) : null;
  if (lostAfterMs === null) return host.status === 'down' ? nowMs : null;
  return (host.notReadySinceMs ?? nowMs) + lostAfterMs;
}

function policyFinder({ apps }: Wanted): (dyno: Dyno) => DisruptionPolicy | undefined {
  const policies = new Map<string, DisruptionPolicy>();
  for (const { appId, processes, former } of apps) {
    for (const { processType, disruption } of [...former, ...processes]) {
      if (disruption) policies.set(serviceOf({ appId, processType }), disruption);
    }
  }
  return policies.size === 0 ? () => undefined : (dyno) => policies.get(serviceOf(dyno));
}

/** At least two hosts and more than half of all do not answer. */
function massFailure(hosts: readonly Host[]): string | null {
  const silent = hosts.filter((host) => host.status !== 'ready').length;
  if (silent < 2 || silent * 2 <= hosts.length) return null;
  return `${silent} of ${hosts.length} hosts do not answer: suspecting the control plane's own network, no dyno is given up`;
}
