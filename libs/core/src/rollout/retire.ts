import type { Dyno } from '../cluster/dyno.js';
import type { PlanDraft } from './plan-draft.js';
import type { Retirement } from './choose-retirements.js';

/** What routers may take to let go of a dyno whose process type is gone, and its policy with it. */
export const DEFAULT_DRAIN_TIMEOUT_MS = 10_000;

/** Sends a live dyno away: through the routers when they may know it, else at once. */
export function retire(draft: PlanDraft, { dyno, reason }: Retirement): void {
  const isKnownToRouters = dyno.hostPort !== null && (dyno.state === 'up' || dyno.isRouted);
  draft.add({ kind: isKnownToRouters ? 'drain-dyno' : 'stop-dyno', dynoId: dyno.id, reason });
}

/** Stops a draining dyno once every router has let go of it, or the time for that is up. */
export function finishLeaving(draft: PlanDraft, dyno: Dyno, at: { nowMs: number; drainTimeoutMs: number }): void {
  if (dyno.state !== 'draining') return;
  const timeoutAtMs = dyno.stateSinceMs + at.drainTimeoutMs;
  if (dyno.isDrained || dyno.hostPort === null) {
    draft.add({ kind: 'stop-dyno', dynoId: dyno.id, reason: 'drained' });
  } else if (timeoutAtMs <= at.nowMs) {
    const reason = `routers did not let go of it within ${at.drainTimeoutMs / 1000} s`;
    draft.add({ kind: 'stop-dyno', dynoId: dyno.id, reason });
  } else {
    draft.wakeAt(timeoutAtMs);
  }
}
