import { percentileMs } from './latency-histogram.js';
import type { Traffic } from './traffic.js';

/** What a release may do to requests before it is taken back. */
export interface TrafficBudget {
  /** share of its requests that may fail, 0 to 1; null: any */
  readonly maxErrorRate: number | null;
  /** so many times the p95 from before it; null: any */
  readonly maxP95Ratio: number | null;
}

/** Traffic of a release that is being deployed, and of what served before it. */
export interface DeploymentTraffic {
  readonly ofNew: Traffic;
  readonly before: Traffic;
}

const LEAST_REQUESTS = 20;
const LEAST_FOR_P95 = 50;
/** Below that a difference is noise: 2 ms instead of 1 ms is no breach of a ratio of 1.5. */
const LEAST_P95_MS = 20;

/** How a release breaks its budget, with the arithmetic; null while it keeps to it, or while too little is known. */
export function breachOf(traffic: DeploymentTraffic, budget: TrafficBudget): string | null {
  return errorBreach(traffic.ofNew, budget.maxErrorRate) ?? latencyBreach(traffic, budget.maxP95Ratio);
}

/** Enough is known to say that it keeps to its budget. */
export function isProven({ ofNew, before }: DeploymentTraffic, budget: TrafficBudget): boolean {
  const needsLatency = budget.maxP95Ratio !== null && before.requests >= LEAST_FOR_P95;
  return ofNew.requests >= (needsLatency ? LEAST_FOR_P95 : LEAST_REQUESTS);
}

function errorBreach({ requests, serverErrors, resets }: Traffic, most: number | null): string | null {
  const failed = serverErrors + resets;
  if (most === null || requests < LEAST_REQUESTS || failed <= requests * most) return null;
  return `${failed} of ${requests} requests to it failed (${percent(failed / requests)}), and at most ${percent(most)} may`;
}

function latencyBreach({ ofNew, before }: DeploymentTraffic, most: number | null): string | null {
  if (most === null || Math.min(ofNew.requests, before.requests) < LEAST_FOR_P95) return null;
  const [now, then] = [percentileMs(ofNew.latencies, 0.95), percentileMs(before.latencies, 0.95)];
  if (now === null || then === null || now <= Math.max(LEAST_P95_MS, then * most)) return null;
  return `95 % of the requests to it took up to ${now} ms, before it ${then} ms, and at most ${most} times as long is allowed`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
