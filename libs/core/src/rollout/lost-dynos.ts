import type { Cluster } from '../cluster/cluster.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Host } from '../cluster/host.js';
import type { DisruptionPolicy, Wanted } from '../wanted/wanted.js';
import { hasEnded, serviceOf } from './dyno-order.js';
import { slowLosses, suspectedPartition } from './mass-failure.js';

const ZONE_LOSS_EVERY_MS = 60_000;

export interface Losses {
  readonly lost: readonly Dyno[];
  /** replaced like lost ones, but by their policy it is open which of the two stays when the host comes back */
  readonly away: readonly Dyno[];
  /** why nothing, or only little, is given up although hosts are down */
  readonly notes: readonly string[];
  /** when the next one is given up unless its host is back; null: none waits for that */
  readonly nextAtMs: number | null;
}

/**
 * Dynos whose host is no longer registered, is down, or has been away for longer than their own policy bears. When most hosts
 * vanish at once our own network is suspected, and nothing is given up; when most of a large zone does, its hosts are one by one.
 */
export function lostDynos(wanted: Wanted, cluster: Cluster): Losses {
  const { nowMs } = cluster;
  const hosts = new Map(cluster.hosts.map((host) => [host.id, host]));
  const brake = suspectedPartition(cluster.hosts);
  const slow = slowLosses(cluster.hosts, cluster.zoneLossEveryMs ?? ZONE_LOSS_EVERY_MS);
  const policyOf = policyFinder(wanted);
  const gone: { dyno: Dyno; isAway: boolean }[] = [];
  const waiting: number[] = [];
  for (const dyno of cluster.dynos) {
    if (hasEnded(dyno)) continue;
    const host = hosts.get(dyno.hostId);
    const policy = policyOf(dyno);
    const atMs = host ? givenUpAtMs(dyno, { host, policy, nowMs, delayMs: slow.delays.get(host.id) ?? 0 }) : 0;
    if (atMs === null || (host && brake !== null)) continue;
    if (atMs <= nowMs) gone.push({ dyno, isAway: host !== undefined && mayStay(dyno, policy) });
    else waiting.push(atMs);
  }
  return {
    lost: gone.filter(({ isAway }) => !isAway).map(({ dyno }) => dyno),
    away: gone.filter(({ isAway }) => isAway).map(({ dyno }) => dyno),
    notes: brake === null ? slow.notes : [brake],
    nextAtMs: waiting.length > 0 ? Math.min(...waiting) : null,
  };
}

type Loss = { host: Host; policy: DisruptionPolicy | undefined; nowMs: number; delayMs: number };

/** Null: not because of its host. A dyno that never ran, or is on its way out, has nothing to wait for. */
function givenUpAtMs(dyno: Dyno, { host, policy, nowMs, delayMs }: Loss): number | null {
  if (host.status === 'ready') return null;
  const sinceMs = host.notReadySinceMs ?? nowMs;
  if (hasRun(dyno) && policy?.isReplaced === false) return null;
  const lostAfterMs = hasRun(dyno) ? (policy?.lostAfterMs ?? null) : null;
  if (lostAfterMs !== null) return sinceMs + Math.max(lostAfterMs, delayMs);
  if (host.status !== 'down') return null;
  return delayMs === 0 ? nowMs : Math.max(nowMs, sinceMs + delayMs);
}

function hasRun({ state }: Dyno): boolean {
  return state === 'starting' || state === 'up';
}

function mayStay(dyno: Dyno, policy: DisruptionPolicy | undefined): boolean {
  return hasRun(dyno) && (policy?.reconcile ?? 'keep_replacement') !== 'keep_replacement';
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
