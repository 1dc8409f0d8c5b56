import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { breachOf, isProven } from './breach-of.js';
import { bucketEndMs, latencyBucket, LATENCY_BUCKETS, percentileMs } from './latency-histogram.js';
import { NO_TRAFFIC, sumTraffic, type Traffic } from './traffic.js';

function histogram(durationsMs: readonly number[]): number[] {
  const counts = new Array<number>(LATENCY_BUCKETS).fill(0);
  for (const ms of durationsMs) counts[latencyBucket(ms)]! += 1;
  return counts;
}

function traffic(requests: number, changes: Partial<Traffic> = {}, ms = 10): Traffic {
  return { ...NO_TRAFFIC, requests, latencies: histogram(Array.from({ length: requests }, () => ms)), ...changes };
}

describe('a histogram of latencies', () => {
  const durations = fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 200 });

  it('tells a percentile that is right within 20 %', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const sorted = all.toSorted((a, b) => a - b);
        const truth = sorted[Math.ceil(all.length * share) - 1]!;
        const told = percentileMs(histogram(all), share)!;
        expect(told).toBeGreaterThanOrEqual(Math.floor(truth));
        expect(told).toBeLessThanOrEqual(Math.max(1, Math.ceil(truth * 1.2)));
      }),
      PROPERTY_RUNS,
    );
  });

  it('adds up: that of all is the sum of those of the parts', () => {
    fc.assert(
      fc.property(durations, durations, (some, others) => {
        const parts = [some, others].map((all) => ({ ...NO_TRAFFIC, latencies: histogram(all) }));
        expect(sumTraffic(parts).latencies).toEqual(histogram([...some, ...others]));
      }),
      PROPERTY_RUNS,
    );
  });

  it('puts a bound into the bucket that it ends, and all that is too long into the last', () => {
    for (let bucket = 0; bucket < LATENCY_BUCKETS; bucket++) expect(latencyBucket(bucketEndMs(bucket))).toBe(bucket);
    expect([latencyBucket(0), latencyBucket(-1), latencyBucket(1e9)]).toEqual([0, 0, LATENCY_BUCKETS - 1]);
    expect(percentileMs([], 0.95)).toBeNull();
  });
});

describe('breachOf', () => {
  const before = traffic(100);
  const errors = { maxErrorRate: 0.05, maxP95Ratio: null };
  const latency = { maxErrorRate: null, maxP95Ratio: 2 };

  it('counts errors and cut answers of enough requests, and says the arithmetic', () => {
    const ofNew = traffic(80, { serverErrors: 10, resets: 2 });
    expect(breachOf({ ofNew, before }, errors)).toBe('12 of 80 requests to it failed (15 %), and at most 5 % may');
    expect(breachOf({ ofNew: traffic(80, { serverErrors: 4 }), before }, errors)).toBeNull();
    expect(breachOf({ ofNew: traffic(19, { serverErrors: 19 }), before }, errors)).toBeNull();
    expect(
      breachOf({ ofNew: traffic(20, { serverErrors: 20 }), before }, { ...errors, maxErrorRate: null }),
    ).toBeNull();
  });

  it('compares the p95 of enough requests on both sides, above what is noise', () => {
    const slow = traffic(60, {}, 50);
    expect(breachOf({ ofNew: slow, before }, latency)).toMatch(
      /took up to 5\d ms, before it 1\d ms, and at most 2 times/,
    );
    expect(breachOf({ ofNew: traffic(49, {}, 50), before }, latency)).toBeNull();
    expect(breachOf({ ofNew: slow, before: traffic(49) }, latency)).toBeNull();
    expect(breachOf({ ofNew: traffic(60, {}, 12), before: traffic(60, {}, 2) }, latency)).toBeNull();
    expect(breachOf({ ofNew: slow, before }, { ...latency, maxP95Ratio: 6 })).toBeNull();
  });

  it('is sure of a release only after enough requests', () => {
    expect(isProven({ ofNew: traffic(19), before }, errors)).toBe(false);
    expect(isProven({ ofNew: traffic(20), before }, errors)).toBe(true);
    expect(isProven({ ofNew: traffic(20), before }, latency)).toBe(false);
    expect(isProven({ ofNew: traffic(20), before: traffic(5) }, latency)).toBe(true);
  });
});
