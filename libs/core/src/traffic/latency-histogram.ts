const FACTOR = 1.2;
export const LATENCY_BUCKETS = 64;

/**
 * Bucket of a duration in ms. The first holds what took up to 1 ms, each further one what took up to 1.2 times as long as the
 * one before; the last (97 s) all that is longer. Histograms of several routers and spans add up, percentiles do not.
 */
export function latencyBucket(ms: number): number {
  if (!(ms > 1)) return 0;
  // minus a little: an exact bound belongs to its own bucket, whatever the logarithm's last digit
  return Math.min(LATENCY_BUCKETS - 1, Math.ceil(Math.log(ms) / Math.log(FACTOR) - 1e-9));
}

/** Longest duration of a bucket in ms. */
export function bucketEndMs(bucket: number): number {
  return FACTOR ** bucket;
}

/** So many ms were enough for this share (0 to 1) of the requests; at most 20 % above the truth. Null when there were none. */
export function percentileMs(latencies: readonly number[], share: number): number | null {
  const total = latencies.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let left = Math.max(1, Math.ceil(total * share));
  const bucket = latencies.findIndex((count) => (left -= count) <= 0);
  return Math.round(bucketEndMs(bucket));
}
