import type { Cluster } from '../cluster/cluster.js';
import type { Host } from '../cluster/host.js';
import type { Task } from '../cluster/task.js';
import type { Demand } from '../placement/demand.js';
import { refusalOf } from '../placement/fits.js';
import { Placement } from '../placement/placement.js';
import type { Wanted, WantedProcess } from '../wanted/wanted.js';
import { serviceOf } from './dyno-order.js';
import { holdingsOf } from './holdings-of.js';
import type { Action, PlaceDyno, PlaceTask, Plan } from './plan.js';
import { taskDemand } from './plan-tasks.js';
import { departing, openRound, type Round } from './round.js';

/** What a plan was made from. */
export interface Snapshot {
  readonly wanted: Wanted;
  readonly cluster: Cluster;
}

/** A place that its host takes no more, e.g. since somebody cordoned it. */
export interface Refusal {
  readonly action: PlaceDyno | PlaceTask;
  /** the filter that refuses; `gone` when the host is no more */
  readonly filter: string;
}

export interface Rechecked {
  readonly actions: readonly Action[];
  readonly refused: readonly Refusal[];
}

/**
 * The good part of a plan, for whoever writes it down: its places are tried again, in the plan's order and by the same filters,
 * on the hosts as they are by now. On hosts that did not change since the snapshot nothing is refused.
 */
export function recheck({ actions }: Plan, snapshot: Snapshot, hostsNow: readonly Host[]): Rechecked {
  if (areSame(snapshot.cluster.hosts, hostsNow)) return { actions, refused: [] };
  const cluster = { ...snapshot.cluster, hosts: hostsNow };
  const round = openRound(snapshot.wanted, snapshot.cluster);
  const placement = new Placement(holdingsOf(cluster, departing(round)));
  const demandOf = demandFinder(round, cluster.tasks);
  const refused: Refusal[] = [];
  const good = actions.filter((action) => {
    if (action.kind !== 'place-dyno' && action.kind !== 'place-task') return true;
    const filter = take(placement, action.hostId, demandOf(action));
    if (filter !== null) refused.push({ action, filter });
    return filter === null;
  });
  return { actions: good, refused };
}

/** Books the demand; or the name of what refuses it. */
function take(placement: Placement, hostId: string, demand: Demand | undefined): string | null {
  const index = placement.indexOf(hostId);
  if (index === undefined || !demand) return 'gone';
  const filter = refusalOf(placement, index, demand);
  if (filter === null) placement.take(index, demand);
  return filter;
}

function demandFinder(round: Round, tasks: readonly Task[]): (action: PlaceDyno | PlaceTask) => Demand | undefined {
  const tasksById = new Map(tasks.map((task) => [task.id, task]));
  const processes = new Map<string, WantedProcess>();
  for (const { app, process } of round.apps.flatMap((each) => each.processes)) {
    processes.set(keyOf({ ...process, appId: app.appId }), process);
  }
  return (action) => {
    if (action.kind === 'place-dyno') return dynoDemand(action, processes.get(keyOf(action)));
    const task = tasksById.get(action.taskId);
    return task && taskDemand(task);
  };
}

// while two releases are held beside each other, the rules of a process type may differ
function keyOf(of: { appId: string; processType: string; releaseId: string }): string {
  return `${serviceOf(of)}@${of.releaseId}`;
}

function dynoDemand(action: PlaceDyno, process: WantedProcess | undefined): Demand | undefined {
  if (!process) return undefined;
  const { generation, cpuMillis, memoryMib } = action;
  const { needsPort, rules } = process;
  return { service: serviceOf(action), generation, resources: { cpuMillis, memoryMib }, needsPort, rules };
}

function areSame(before: readonly Host[], now: readonly Host[]): boolean {
  return before.length === now.length && before.every((host, index) => isSame(host, now[index]!));
}

function isSame(a: Host, b: Host): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.pool === b.pool &&
    a.status === b.status &&
    a.eligible === b.eligible &&
    a.draining === b.draining &&
    a.allocatable.cpuMillis === b.allocatable.cpuMillis &&
    a.allocatable.memoryMib === b.allocatable.memoryMib &&
    JSON.stringify([a.labels, a.gpus]) === JSON.stringify([b.labels, b.gpus])
  );
}
