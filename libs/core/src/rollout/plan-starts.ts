import { explainPlacement } from '../placement/explain-placement.js';
import type { Blocked, Placed } from '../placement/place.js';
import { place } from '../placement/place.js';
import type { Placement } from '../placement/placement.js';
import { DEFAULT_PRIORITY } from '../rules/placement-rules.js';
import type { Delay, Start } from './choose-starts.js';
import { chooseStarts, URGENCY } from './choose-starts.js';
import { Incarnations } from './incarnations.js';
import type { PlanDraft } from './plan-draft.js';
import type { ProcessBuckets } from './process-buckets.js';
import type { SlotDemand } from './slot-demand.js';
import { slotDemand, slotName } from './slot-demand.js';

export interface StartRound {
  readonly processes: readonly ProcessBuckets[];
  readonly placement: Placement;
  readonly nowMs: number;
  readonly seed: number;
}

/** Process types of which a dyno found no host, or found one. */
export interface StartOutcome {
  readonly blocked: ReadonlySet<ProcessBuckets>;
  readonly started: ReadonlySet<ProcessBuckets>;
}

interface StartDemand extends SlotDemand {
  readonly start: Start;
}

/** Finds a host for every dyno that may start now, by priority, then the most urgent of all apps first. Answers which process types found none, and which got one. */
export function planStarts(draft: PlanDraft, round: StartRound): StartOutcome {
  const demands: StartDemand[] = [];
  for (const buckets of round.processes) {
    const { starts, delays } = chooseStarts(buckets, round.nowMs);
    for (const start of starts) demands.push({ ...slotDemand(buckets, start.slot), start });
    for (const delay of delays) addDelay(draft, buckets, delay);
  }
  demands.sort((a, b) => priorityOf(b) - priorityOf(a) || URGENCY[a.start.cause] - URGENCY[b.start.cause]);
  const { placed, blocked } = place(round.placement, demands, round.seed);
  const incarnations = new Incarnations(round.processes);
  for (const one of placed) addPlaced(draft, one, incarnations.next(one.demand));
  for (const one of blocked) addBlocked(draft, one);
  return { blocked: bucketsOf(blocked), started: bucketsOf(placed) };
}

function bucketsOf(some: readonly { readonly demand: StartDemand }[]): ReadonlySet<ProcessBuckets> {
  return new Set(some.map(({ demand }) => demand.buckets));
}

function priorityOf({ rules }: StartDemand): number {
  return rules.priority ?? DEFAULT_PRIORITY;
}

function addDelay(draft: PlanDraft, { app, process }: ProcessBuckets, { slot, crashes, untilMs }: Delay): void {
  const { processType } = process;
  draft.add({ kind: 'delay-dyno', appId: app.appId, processType, slot: slot.slot, crashes, untilMs });
  draft.wakeAt(untilMs);
}

function addPlaced(draft: PlanDraft, { demand, hostId, grant }: Placed<StartDemand>, incarnation: number): void {
  const { app, process } = demand.buckets;
  draft.add({
    kind: 'place-dyno',
    appId: app.appId,
    processType: process.processType,
    slot: demand.slot.slot,
    incarnation,
    generation: demand.generation,
    releaseId: process.releaseId,
    hostId,
    ...grant,
    cpuMillis: demand.resources.cpuMillis,
    memoryMib: demand.resources.memoryMib,
    reason: startReason(demand),
  });
}

function addBlocked(draft: PlanDraft, { demand, funnel }: Blocked<StartDemand>): void {
  const { app, process } = demand.buckets;
  const message = explainPlacement(slotName(demand), demand, funnel);
  const where = { appId: app.appId, processType: process.processType, slot: demand.slot.slot };
  draft.add({ kind: 'block-dyno', ...where, message, funnel });
}

function startReason({ buckets, slot, start }: StartDemand): string {
  if (start.cause === 'outdated') return 'replaces an outdated one';
  if (start.cause === 'migrating') return 'its host is being drained';
  const before = buckets.ended.findLast((dyno) => dyno.slot === slot.slot);
  if (!before || before.generation !== slot.generation) return 'wanted';
  if (before.state === 'crashed') return 'the one before crashed';
  return before.state === 'stopped' ? 'wanted' : 'its host is gone';
}
