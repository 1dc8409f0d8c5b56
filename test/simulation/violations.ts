import type { Cluster } from '@jujube/core/cluster/cluster.js';
import type { Dyno } from '@jujube/core/cluster/dyno.js';
import type { Host } from '@jujube/core/cluster/host.js';
import type { Plan } from '@jujube/core/rollout/plan.js';
import type { Wanted } from '@jujube/core/wanted/wanted.js';

/** What must never be, each once per offence: found with sums and sets of its own, not with the scheduler's books. */
export function violations(wanted: Wanted, before: Cluster, plan: Plan, after: Cluster): string[] {
  return [
    ...placedWhereNothingMayGo(before.hosts, plan),
    ...drainedTooMany(wanted, before.dynos, plan),
    ...overCommitted(after),
    ...sharedPorts(after.dynos),
    ...tooMany(wanted, after.dynos),
    ...togetherOnOneHost(wanted, after.dynos),
  ];
}

function placedWhereNothingMayGo(hosts: readonly Host[], plan: Plan): string[] {
  const isOpen = (host: Host): boolean => host.status === 'ready' && host.eligible && !host.draining;
  const open = new Set(hosts.filter(isOpen).map(({ id }) => id));
  return plan.actions.flatMap((action) =>
    action.kind === 'place-dyno' && !open.has(action.hostId) ? [`${action.hostId} takes nothing but got a dyno`] : [],
  );
}

/** Of those that are not lost anyhow, so many must go on serving as the update policy says. */
function drainedTooMany({ apps }: Wanted, dynos: readonly Dyno[], { actions }: Plan): string[] {
  const leaving = new Set(actions.flatMap((one) => (one.kind === 'drain-dyno' ? [one.dynoId] : [])));
  if (leaving.size === 0) return [];
  const lost = new Set(actions.flatMap((one) => (one.kind === 'lose-dyno' ? [one.dynoId] : [])));
  const serving = dynos.filter(({ id, state }) => state === 'up' && !lost.has(id));
  const drained = new Set(serving.filter(({ id }) => leaving.has(id)).map(({ appId }) => appId));
  const left = countBy(serving.filter(({ id }) => !leaving.has(id)));
  return apps.flatMap(({ appId, processes }) => {
    const least = processes.reduce(
      (sum, { slots, update }) => sum + Math.ceil(slots.length * update.minimumHealthCapacity),
      0,
    );
    return drained.has(appId) && (left.get(appId) ?? 0) < least ? [`${appId} is left with fewer than ${least}`] : [];
  });
}

function overCommitted({ hosts, dynos }: Cluster): string[] {
  const left = new Map(hosts.map(({ id, allocatable }) => [id, { ...allocatable }]));
  for (const { hostId, reserved } of dynos) {
    const free = left.get(hostId)!;
    free.cpuMillis -= reserved.cpuMillis;
    free.memoryMib -= reserved.memoryMib;
  }
  return [...left].flatMap(([id, { cpuMillis, memoryMib }]) =>
    cpuMillis < 0 || memoryMib < 0 ? [`${id} is over-committed`] : [],
  );
}

function sharedPorts(dynos: readonly Dyno[]): string[] {
  const taken = new Map<string, Set<number>>();
  return dynos.flatMap(({ hostId, hostPort }) => {
    if (hostPort === null) return [];
    let ports = taken.get(hostId);
    if (!ports) taken.set(hostId, (ports = new Set()));
    if (ports.has(hostPort)) return [`${hostId} has port ${hostPort} twice`];
    ports.add(hostPort);
    return [];
  });
}

/** More than the update policy allows; and one more, where minimum and maximum coincide. */
function tooMany({ apps }: Wanted, dynos: readonly Dyno[]): string[] {
  const counts = countBy(dynos);
  return apps.flatMap(({ appId, processes }) => {
    const most = processes.reduce((sum, { slots, update }) => {
      return sum + Math.max(slots.length + 1, Math.floor(slots.length * (1 + update.maximumOverCapacity)));
    }, 0);
    return (counts.get(appId) ?? 0) > most ? [`${appId} has more than ${most} dynos`] : [];
  });
}

function togetherOnOneHost({ apps }: Wanted, dynos: readonly Dyno[]): string[] {
  const apart = new Set(apps.filter(({ processes }) => processes[0]?.rules.isOnePerHost).map(({ appId }) => appId));
  const seen = new Set<string>();
  return dynos.flatMap(({ appId, generation, hostId }) => {
    if (!apart.has(appId)) return [];
    const key = `${appId} ${generation} ${hostId}`;
    if (seen.has(key)) return [`${appId} has two dynos of one generation on ${hostId}`];
    seen.add(key);
    return [];
  });
}

/** How many of each app. */
function countBy(dynos: readonly Dyno[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { appId } of dynos) counts.set(appId, (counts.get(appId) ?? 0) + 1);
  return counts;
}
