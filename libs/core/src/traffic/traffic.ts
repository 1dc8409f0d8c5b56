/** What routers saw of requests in some span of time. */
export interface Traffic {
  readonly requests: number;
  /** answered with 500 to 599, by a dyno or, in the place of one, by a router */
  readonly serverErrors: number;
  /** cut off by the dyno in the middle of an answer that had begun well */
  readonly resets: number;
  /** how many took how long, by the buckets of latency-histogram.ts; shorter: the rest is 0 */
  readonly latencies: readonly number[];
}

export const NO_TRAFFIC: Traffic = { requests: 0, serverErrors: 0, resets: 0, latencies: [] };

export function sumTraffic(some: readonly Traffic[]): Traffic {
  return some.reduce(addTraffic, NO_TRAFFIC);
}

function addTraffic(a: Traffic, b: Traffic): Traffic {
  const length = Math.max(a.latencies.length, b.latencies.length);
  return {
    requests: a.requests + b.requests,
    serverErrors: a.serverErrors + b.serverErrors,
    resets: a.resets + b.resets,
    latencies: Array.from({ length }, (_, at) => (a.latencies[at] ?? 0) + (b.latencies[at] ?? 0)),
  };
}
