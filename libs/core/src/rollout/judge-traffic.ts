import { breachOf, isProven, type TrafficBudget } from '../traffic/breach-of.js';
import { NO_TRAFFIC } from '../traffic/traffic.js';
import type { ActiveDeployment } from '../wanted/wanted.js';
import type { ProcessBuckets } from './process-buckets.js';
import type { AppRound } from './round.js';

/** A release that arrived is watched for so long before it counts as good, unless enough requests say so earlier. */
const WATCH_MS = 30_000;
const NOTHING_SEEN = { ofNew: NO_TRAFFIC, before: NO_TRAFFIC };

/** How a release that is being deployed breaks the budget of its web dynos; null while it does not, or has none. */
export function trafficBreach(round: AppRound, { traffic = NOTHING_SEEN, isRevert }: ActiveDeployment): string | null {
  const budget = budgetOf(round);
  return budget && !isRevert ? breachOf(traffic, budget) : null;
}

/** Until when a release that arrived is watched for what it does to requests; null: no longer, or there is none to go back to. */
export function watchedUntilMs(
  round: AppRound,
  { traffic = NOTHING_SEEN, isRevert, releaseId }: ActiveDeployment,
  nowMs: number,
): number | null {
  const budget = budgetOf(round);
  if (!budget || isRevert || round.app.former.length === 0 || isProven(traffic, budget)) return null;
  const arrivedMs = Math.max(0, ...webOf(round, releaseId).flatMap(({ kept }) => [...kept.values()].map(healthyMs)));
  return arrivedMs + WATCH_MS > nowMs ? arrivedMs + WATCH_MS : null;
}

function budgetOf({ app, processes }: AppRound): TrafficBudget | undefined {
  return webOf({ processes }, app.deployment?.releaseId)[0]?.process.update.budget;
}

function webOf({ processes }: Pick<AppRound, 'processes'>, releaseId: string | undefined): ProcessBuckets[] {
  return processes.filter(({ process }) => process.processType === 'web' && process.releaseId === releaseId);
}

function healthyMs({ healthySinceMs, stateSinceMs }: { healthySinceMs: number | null; stateSinceMs: number }): number {
  return healthySinceMs ?? stateSinceMs;
}
