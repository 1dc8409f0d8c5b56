import type { Dyno } from '../cluster/dyno.js';
import type { Placement } from '../placement/placement.js';
import type { WantedSlot } from '../wanted/wanted.js';
import { chooseRetirements } from './choose-retirements.js';
import type { PlanDraft } from './plan-draft.js';
import type { StartOutcome } from './plan-starts.js';
import type { ProcessBuckets } from './process-buckets.js';
import { readyAtMs } from './readiness.js';
import { DEFAULT_DRAIN_TIMEOUT_MS, finishLeaving, retire } from './retire.js';
import type { AppRound, Round } from './round.js';
import { isPlaceable, slotDemand } from './slot-demand.js';

export interface Departures {
  readonly active: readonly AppRound[];
  readonly settled: ReadonlySet<AppRound>;
  /** what found a host in this plan, and what did not */
  readonly starts: StartOutcome;
  /** the books, with what this plan starts */
  readonly placement: Placement;
}

/** Sends away what may go, and finishes what is on its way out. */
export function planDepartures(draft: PlanDraft, round: Round, departures: Departures): void {
  const { nowMs } = round;
  const { active, settled, starts, placement } = departures;
  for (const { processes } of active) {
    for (const buckets of processes) {
      const hasPlace = (slot: WantedSlot): boolean => isPlaceable(placement, slotDemand(buckets, slot));
      const situation = {
        nowMs,
        isBlocked: starts.blocked.has(buckets),
        isStarting: starts.started.has(buckets),
        hasPlace,
      };
      for (const one of chooseRetirements(buckets, situation)) retire(draft, one);
      wakeWhenReady(draft, buckets, nowMs);
    }
  }
  for (const app of round.apps) finishAll(draft, app, nowMs);
  for (const app of settled) removeAll(draft, app.unwanted, 'the app has no such process type any more');
  removeAll(draft, round.orphans, 'the app is gone');
  const unwanted = [...round.apps.flatMap((app) => app.unwanted), ...round.orphans];
  for (const dyno of unwanted) finishLeaving(draft, dyno, { nowMs, drainTimeoutMs: DEFAULT_DRAIN_TIMEOUT_MS });
}

function finishAll(draft: PlanDraft, app: AppRound, nowMs: number): void {
  for (const { process, leaving } of app.processes) {
    for (const dyno of leaving) finishLeaving(draft, dyno, { nowMs, drainTimeoutMs: process.update.drainTimeoutMs });
  }
}

function removeAll(draft: PlanDraft, dynos: readonly Dyno[], reason: string): void {
  for (const dyno of dynos) {
    if (dyno.state !== 'draining' && dyno.state !== 'stopping') retire(draft, { dyno, reason });
  }
}

/** A dyno that is healthy but not yet for long enough changes the plan without any event. */
function wakeWhenReady(draft: PlanDraft, buckets: ProcessBuckets, nowMs: number): void {
  for (const dyno of [...buckets.kept.values(), ...buckets.migrating, ...buckets.outdated]) {
    const atMs = readyAtMs(dyno, buckets.process.update);
    if (atMs !== null && atMs > nowMs) draft.wakeAt(atMs);
  }
}
