import type { Cluster } from '../cluster/cluster.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Task } from '../cluster/task.js';
import type { Occupant } from '../placement/occupant.js';
import type { Crash, Holdings } from '../placement/holdings.js';
import { hasEnded, serviceOf } from './dyno-order.js';

/** A host is held a crash against for so long. */
const CRASHES_COUNT_FOR_MS = 300_000;

/** The books of a cluster: every dyno and task that has not ended holds its reservation, whatever state it is in. */
export function holdingsOf(cluster: Cluster, departing: ReadonlySet<Dyno> = new Set()): Holdings {
  const dynos = cluster.dynos.filter((dyno) => !hasEnded(dyno));
  const tasks = cluster.tasks.filter((task) => task.state === 'placed');
  return {
    hosts: cluster.hosts,
    occupants: [...dynos.map((dyno) => dynoOccupant(dyno, departing.has(dyno))), ...tasks.flatMap(taskOccupant)],
    lastPorts: lastPorts(cluster),
    crashes: recentCrashes(cluster),
  };
}

/** Tasks keep apart from each other like the dynos of one process type. */
export function taskService(task: Task): string {
  return `task/${task.kind}`;
}

function dynoOccupant(dyno: Dyno, isLeaving: boolean): Occupant {
  const { hostId, generation, hostPort, ports, gpus, reserved: resources } = dyno;
  // written out, because spreading takes several times as long and there may be a million
  return { hostId, generation, hostPort, ports, gpus, service: serviceOf(dyno), resources, isLeaving };
}

function taskOccupant(task: Task): Occupant[] {
  if (task.hostId === null) return [];
  const { hostId, reserved: resources } = task;
  return [{ hostId, resources, service: taskService(task), generation: '', hostPort: null, isLeaving: false }];
}

function recentCrashes({ dynos, nowMs }: Cluster): Crash[] {
  const recent = dynos.filter(
    ({ state, stateSinceMs }) => state === 'crashed' && nowMs - stateSinceMs < CRASHES_COUNT_FOR_MS,
  );
  return recent.map((dyno) => ({ hostId: dyno.hostId, service: serviceOf(dyno), generation: dyno.generation }));
}

/** Ports that owners chose do not count: they lie outside of what is given out in turn. */
function lastPorts({ hosts, dynos }: Cluster): Map<string, number> {
  const ranges = new Map(hosts.map(({ id, portRange }) => [id, portRange]));
  const newest = new Map<string, { createdAtMs: number; hostPort: number }>();
  for (const { hostId, hostPort, createdAtMs } of dynos) {
    const range = ranges.get(hostId);
    if (hostPort === null || !range || hostPort < range.from || hostPort > range.to) continue;
    const known = newest.get(hostId);
    const isNewer = !known || createdAtMs > known.createdAtMs;
    const isHigher = createdAtMs === known?.createdAtMs && hostPort > known.hostPort;
    if (isNewer || isHigher) newest.set(hostId, { createdAtMs, hostPort });
  }
  return new Map([...newest].map(([hostId, { hostPort }]) => [hostId, hostPort]));
}
