import type { Cluster } from '../cluster/cluster.js';
import { grantOf } from '../cluster/grant.js';
import type { Dyno, DynoState } from '../cluster/dyno.js';
import { TERMINAL_DYNO_STATES } from '../cluster/dyno.js';
import type { Wanted } from '../wanted/wanted.js';
import type { Action, PlaceDyno, Plan } from './plan.js';
import { reconcile } from './reconcile.js';

/** What a fake world does besides carrying out plans; all decided by the caller, so that a run can be repeated. */
export interface World {
  /** a starting dyno gets healthy (true) or crashes (false) */
  becomesHealthy(dyno: Dyno): boolean;
}

export interface Step {
  readonly now: Cluster;
  readonly plan: Plan;
}

const PERFECT_WORLD: World = { becomesHealthy: () => true };
const MAX_ROUNDS = 400;

export type Look = (step: Step) => void;

/** Plan, carry out, let a second pass, until nothing moves any more. Shows each step to `look`. For specs. */
export function converge(wanted: Wanted, start: Cluster, look: Look = () => {}): Cluster {
  let now = start;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const next = turn(wanted, now, look);
    if (next === now) return now;
    now = next;
  }
  throw new Error(`the cluster did not settle within ${MAX_ROUNDS} rounds`);
}

/** One turn of the loop; the same cluster when there is nothing left to do. For specs. */
export function turn(wanted: Wanted, now: Cluster, look: Look = () => {}): Cluster {
  const plan = reconcile(wanted, now);
  look({ now, plan });
  if (isQuiet(now) && plan.wakeAtMs === null && !plan.actions.some(isStep)) return now;
  return passTime(applyPlan(now, plan), pauseMs(now, plan), PERFECT_WORLD);
}

/** Carries a plan out as a perfect actor would: rows only, nothing runs yet. For specs. */
export function applyPlan(cluster: Cluster, plan: Plan): Cluster {
  return plan.actions.reduce(applyAction, cluster);
}

/** Time passes: containers start, get healthy and routed, drained ones are let go, stopping ones stop. For specs. */
export function passTime(cluster: Cluster, ms: number, world: World): Cluster {
  const nowMs = cluster.nowMs + ms;
  const statusById = new Map(cluster.hosts.map((host) => [host.id, host.status]));
  const dynos = cluster.dynos.map((dyno) =>
    statusById.get(dyno.hostId) === 'ready' ? settle(dyno, nowMs, world) : dyno,
  );
  return { ...cluster, nowMs, dynos };
}

function isQuiet({ dynos }: Cluster): boolean {
  return dynos.every((dyno) => TERMINAL_DYNO_STATES.includes(dyno.state) || (dyno.state === 'up' && dyno.isRouted));
}

/** A second; or, when nothing but waiting is left, until the plan wants to be made again. */
function pauseMs(now: Cluster, plan: Plan): number {
  const waits =
    isQuiet(now) && plan.wakeAtMs !== null && plan.actions.every(({ kind }) => /^(delay|block)-/.test(kind));
  return waits ? Math.max(1_000, plan.wakeAtMs - now.nowMs) : 1_000;
}

/** Anything but a remark that something cannot be done. */
function isStep({ kind }: Action): boolean {
  return kind !== 'block-dyno' && kind !== 'block-task';
}

function applyAction(cluster: Cluster, action: Action): Cluster {
  const { nowMs } = cluster;
  switch (action.kind) {
    case 'place-dyno':
      return { ...cluster, dynos: [...cluster.dynos, placedDyno(action, nowMs)] };
    case 'drain-dyno':
      return withState(cluster, action.dynoId, 'draining');
    case 'stop-dyno':
      return withState(cluster, action.dynoId, 'stopping');
    case 'lose-dyno':
      return withState(cluster, action.dynoId, 'lost');
    case 'place-task': {
      const { taskId, hostId } = action;
      const tasks = cluster.tasks.map((task) =>
        task.id === taskId ? { ...task, hostId, state: 'placed' as const } : task,
      );
      return { ...cluster, tasks };
    }
    default:
      return cluster;
  }
}

function placedDyno(action: PlaceDyno, nowMs: number): Dyno {
  const { appId, processType, slot, incarnation, releaseId, generation, hostId } = action;
  return {
    ...{ appId, processType, slot, incarnation, releaseId, generation, hostId, ...grantOf(action) },
    id: `${appId}/${processType}.${slot}#${incarnation}`,
    reserved: { cpuMillis: action.cpuMillis, memoryMib: action.memoryMib },
    state: 'placed',
    isHealthy: false,
    isRouted: action.hostPort === null,
    isDrained: false,
    createdAtMs: nowMs,
    stateSinceMs: nowMs,
    healthySinceMs: null,
  };
}

function withState(cluster: Cluster, dynoId: string, state: DynoState): Cluster {
  const dynos = cluster.dynos.map((dyno) =>
    dyno.id === dynoId ? { ...dyno, state, stateSinceMs: cluster.nowMs } : dyno,
  );
  return { ...cluster, dynos };
}

function settle(dyno: Dyno, nowMs: number, world: World): Dyno {
  if (TERMINAL_DYNO_STATES.includes(dyno.state)) return dyno;
  const enter = (state: DynoState): Dyno => ({ ...dyno, state, stateSinceMs: nowMs });
  switch (dyno.state) {
    case 'placed':
      return enter('starting');
    case 'starting':
      if (!world.becomesHealthy(dyno)) return enter('crashed');
      return { ...enter('up'), isHealthy: true, healthySinceMs: nowMs };
    case 'up':
      return dyno.isRouted ? dyno : { ...dyno, isRouted: true };
    case 'draining':
      return { ...dyno, isRouted: dyno.hostPort === null, isDrained: true };
    default:
      return { ...enter('stopped'), isHealthy: false, healthySinceMs: null };
  }
}
