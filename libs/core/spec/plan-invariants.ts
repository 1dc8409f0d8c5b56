import type { Cluster } from '../src/cluster/cluster.js';
import type { Host } from '../src/cluster/host.js';
import type { Dyno } from '../src/cluster/dyno.js';
import { TERMINAL_DYNO_STATES } from '../src/cluster/dyno.js';
import type { Action, PlaceDyno, Plan } from '../src/rollout/plan.js';
import { isReady } from '../src/rollout/readiness.js';
import { capacityBounds } from '../src/rollout/rolling-update.js';
import { applyPlan } from '../src/rollout/simulate.js';
import { must } from './must.js';
import { portsOf } from './placement-oracle.js';
import type { Wanted, WantedApp, WantedProcess } from '../src/wanted/wanted.js';

/** What must hold of every plan, said again without any of the planner's own machinery. */
export function checkPlan(wanted: Wanted, now: Cluster, plan: Plan): void {
  const after = applyPlan(now, plan);
  checkNoOverCommit(now, after);
  checkPortsAreExclusive(after);
  for (const action of plan.actions) if (action.kind === 'place-dyno') checkFeasible(wanted, now, action);
  checkTransitions(now, plan.actions);
  for (const app of wanted.apps) {
    for (const share of sharesOf(app)) checkProcess({ appId: app.appId, ...share, now, plan, after });
  }
}

type ShareOfRelease = Pick<ProcessStep, 'process' | 'counts'>;

/** While two releases are held beside each other, each is as safe as without the other; of a paused one nothing is said. */
function sharesOf(app: WantedApp): ShareOfRelease[] {
  const { processes, former, deployment } = app;
  if (deployment?.isPaused) return [];
  const had = new Set(former.map(({ processType }) => processType));
  const all = (process: WantedProcess): ShareOfRelease => ({ process, counts: () => true });
  if (!deployment || deployment.isRevert) return processes.map(all);
  const isNew = (dyno: Dyno): boolean => dyno.releaseId === deployment.releaseId;
  const ofNew = (process: WantedProcess): ShareOfRelease => ({ process, counts: isNew });
  const ofOld = (process: WantedProcess): ShareOfRelease => ({ process, counts: (dyno) => !isNew(dyno) });
  if (deployment.isPromoted) {
    const keeps = ({ processType, update }: WantedProcess): boolean =>
      had.has(processType) && update.keepPreviousMs !== null;
    return processes.map((process) => (keeps(process) && !deployment.isConfirmed ? ofNew(process) : all(process)));
  }
  const canaries = processes.map((process) => canariesOf(process));
  const areOut = canaries.some(
    ({ slots, processType }) => had.has(processType) && slots.some((slot) => !slot.isStopped),
  );
  if (!areOut) return processes.map(all);
  return [...former.map(ofOld), ...canaries.filter(({ processType }) => had.has(processType)).map(ofNew)];
}

/** What nobody is sent to yet counts as ready without a route. */
function canariesOf(process: WantedProcess): WantedProcess {
  const { slots, update } = process;
  const isHidden = update.isHiddenUntilPromoted;
  return { ...process, slots: slots.slice(0, update.canaries), update: { ...update, isHidden } };
}

export function isLive(dyno: Dyno): boolean {
  return !TERMINAL_DYNO_STATES.includes(dyno.state);
}

function checkNoOverCommit(now: Cluster, after: Cluster): void {
  for (const { id, allocatable } of after.hosts) {
    const used = usedOn(after, id);
    const before = usedOn(now, id);
    must(used.cpuMillis <= Math.max(allocatable.cpuMillis, before.cpuMillis), `cpu of ${id} is not over-committed`);
    must(used.memoryMib <= Math.max(allocatable.memoryMib, before.memoryMib), `memory of ${id} is not over-committed`);
  }
}

function usedOn(cluster: Cluster, hostId: string): { cpuMillis: number; memoryMib: number } {
  const dynos = cluster.dynos.filter((dyno) => dyno.hostId === hostId && isLive(dyno));
  const tasks = cluster.tasks.filter((task) => task.hostId === hostId && task.state === 'placed');
  const all = [...dynos, ...tasks].map(({ reserved }) => reserved);
  return {
    cpuMillis: all.reduce((sum, { cpuMillis }) => sum + cpuMillis, 0),
    memoryMib: all.reduce((sum, { memoryMib }) => sum + memoryMib, 0),
  };
}

function checkPortsAreExclusive(after: Cluster): void {
  const live = after.dynos.filter(isLive);
  const ports = live.flatMap((dyno) => portsOf(dyno).map((port) => `${dyno.hostId}:${port}`));
  must(new Set(ports).size === ports.length, 'host ports are exclusive');
  const gpus = live.flatMap((dyno) => (dyno.gpus ?? []).map((id) => `${dyno.hostId}:${id}`));
  must(new Set(gpus).size === gpus.length, 'gpus are exclusive');
}

function checkFeasible(wanted: Wanted, now: Cluster, action: PlaceDyno): void {
  const app = wanted.apps.find(({ appId }) => appId === action.appId);
  const ofType = [...(app?.processes ?? []), ...(app?.former ?? [])].filter(
    ({ processType }) => processType === action.processType,
  );
  const own = ofType.find(({ releaseId }) => releaseId === action.releaseId);
  const slot = own?.slots.find((one) => one.slot === action.slot);
  const isWanted = slot?.generation === action.generation && !slot.isStopped;
  must(isWanted || (app?.deployment?.isPaused === true && isMoved(now, action)), 'only wanted slots are filled');
  const process = own ?? ofType[0];
  const host = now.hosts.find(({ id }) => id === action.hostId);
  const takesDynos = host?.status === 'ready' && host.eligible && !host.draining && host.pool === process?.rules.pool;
  const labels = Object.entries(process?.rules.hostLabels ?? {});
  must(takesDynos && labels.every(([key, value]) => host.labels[key] === value), 'dynos go where they may');
  const { hostPort } = action;
  const isInRange = hostPort !== null && hostPort >= host!.portRange.from && hostPort <= host!.portRange.to;
  const fixed = process?.rules.hostPort;
  const isRight = fixed === undefined ? isInRange : hostPort === fixed;
  must(process?.needsPort ? isRight : hostPort === null, 'ports are given to those who need one');
  checkOwnThings(process!, host!, action);
}

function checkOwnThings({ rules }: WantedProcess, host: Host, action: PlaceDyno): void {
  const { ports = [], gpus = 0 } = rules;
  const areNamed = ports.every(({ name, hostPort: fixed }, at) => {
    const granted = action.ports?.[at];
    return granted?.name === name && (fixed === undefined || granted.hostPort === fixed);
  });
  must(areNamed && (action.ports ?? []).length === ports.length, 'named ports are given as they are wanted');
  const areThere = (action.gpus ?? []).every((id) => host.gpus?.includes(id));
  must(areThere && (action.gpus ?? []).length === gpus, 'gpus are given as they are wanted');
}

/** While a deployment is paused a dyno goes on elsewhere as it is, also of a release that nothing goes back to. */
function isMoved(now: Cluster, { appId, processType, slot, releaseId, generation }: PlaceDyno): boolean {
  return now.dynos.some(
    (dyno) =>
      isLive(dyno) &&
      [dyno.appId, dyno.processType, dyno.slot, dyno.releaseId, dyno.generation].join() ===
        [appId, processType, slot, releaseId, generation].join(),
  );
}

const MAY_LEAVE = ['placed', 'starting', 'up'];

function checkTransitions(now: Cluster, actions: readonly Action[]): void {
  const states = new Map(now.dynos.map((dyno) => [dyno.id, dyno.state]));
  const touched = actions.flatMap((action) => ('dynoId' in action ? [action.dynoId] : []));
  must(new Set(touched).size === touched.length, 'a plan does one thing to a dyno');
  for (const action of actions) {
    if (action.kind === 'drain-dyno') must(MAY_LEAVE.includes(states.get(action.dynoId)!), 'drain goes forward');
    if (action.kind === 'stop-dyno')
      must([...MAY_LEAVE, 'draining'].includes(states.get(action.dynoId)!), 'stop goes forward');
    if (action.kind === 'lose-dyno')
      must([...MAY_LEAVE, 'draining', 'stopping'].includes(states.get(action.dynoId)!), 'lose goes forward');
  }
}

interface ProcessStep {
  readonly appId: string;
  readonly process: WantedProcess;
  /** whether a dyno of the process type counts towards it */
  counts(dyno: Dyno): boolean;
  readonly now: Cluster;
  readonly plan: Plan;
  readonly after: Cluster;
}

function checkProcess(step: ProcessStep): void {
  const { process, now, plan } = step;
  const before = own(step, now).filter(isLive);
  const after = own(step, step.after).filter((dyno) => isLive(dyno) && !isAway(dyno, process, now));
  const count = process.slots.filter((slot) => !slot.isStopped).length;
  const { minReady, maxTotal } = capacityBounds(count, process.update);
  const there = before.filter((dyno) => !isAway(dyno, process, now));
  must(after.length <= Math.max(there.length, maxTotal), 'never more dynos than the policy allows');

  const lost = new Set(plan.actions.flatMap((action) => (action.kind === 'lose-dyno' ? [action.dynoId] : [])));
  const ready = before.filter((dyno) => isReady(dyno, now.nowMs, process.update) && !lost.has(dyno.id));
  const sentAway = new Set(plan.actions.flatMap((action) => ('dynoId' in action ? [action.dynoId] : [])));
  const isBlocked = plan.actions.some((action) => action.kind === 'block-dyno' && action.appId === step.appId);
  const stillReady = ready.filter((dyno) => !sentAway.has(dyno.id)).length;
  must(isBlocked || stillReady >= Math.min(ready.length, minReady), 'enough stay ready');

  checkSlots(step, after);
}

function checkSlots(step: ProcessStep, after: readonly Dyno[]): void {
  const { process, now, plan } = step;
  const draining = new Set(now.hosts.filter((host) => host.draining).map((host) => host.id));
  const settled = after.filter((dyno) => MAY_LEAVE.includes(dyno.state) && !draining.has(dyno.hostId));
  const placements = plan.actions.filter((action) => action.kind === 'place-dyno');
  for (const placed of placements.filter((action) => isOf(action, step))) {
    const rivals = settled.filter((dyno) => dyno.slot === placed.slot && dyno.generation === placed.generation);
    must(rivals.length <= 1, 'a slot gets one dyno of a generation');
  }
  checkLimits(step, after);
  if (!process.rules.isOnePerHost) return;
  const fresh = new Set(after.filter((dyno) => dyno.createdAtMs === now.nowMs && dyno.state === 'placed'));
  for (const dyno of fresh) {
    const beside = after.filter((other) => other.hostId === dyno.hostId && other.generation === dyno.generation);
    must(beside.length === 1, 'one per host');
  }
}

/** Where something was placed, no zone has more dynos of its generation than it may. */
function checkLimits({ process, now }: ProcessStep, after: readonly Dyno[]): void {
  const zones = new Map(now.hosts.map((host) => [host.id, host.labels['zone']]));
  const staying = after.filter(({ state, hostId }) => MAY_LEAVE.includes(state) && !isGivenUp(now, hostId));
  const fresh = staying.filter((dyno) => dyno.createdAtMs === now.nowMs && dyno.state === 'placed');
  for (const { max } of process.rules.domainLimits ?? []) {
    for (const { hostId, generation } of fresh) {
      const here = staying.filter((dyno) => zones.get(dyno.hostId) === zones.get(hostId));
      must(here.filter((dyno) => dyno.generation === generation).length <= max, 'no zone gets more than its share');
    }
  }
}

/** Replaced, though it may stay when its host comes back. */
function isAway({ hostId }: Dyno, { disruption }: WantedProcess, now: Cluster): boolean {
  const isOpen = (disruption?.reconcile ?? 'keep_replacement') !== 'keep_replacement';
  const isDown = now.hosts.some(({ id, status }) => id === hostId && status === 'down');
  return isOpen && isDown;
}

function isGivenUp(now: Cluster, hostId: string): boolean {
  const home = now.hosts.find(({ id }) => id === hostId);
  return home === undefined || home.draining || home.status === 'down';
}

function own(step: ProcessStep, cluster: Cluster): Dyno[] {
  return cluster.dynos.filter((dyno) => isOf(dyno, step) && step.counts(dyno));
}

function isOf(one: { appId: string; processType: string }, { appId, process }: ProcessStep): boolean {
  return one.appId === appId && one.processType === process.processType;
}
