import fc from 'fast-check';
import { TokenBuckets } from './token-buckets.js';

function clock() {
  let nowMs = 0;
  return { now: () => nowMs, pass: (ms: number) => void (nowMs += ms) };
}

describe('a bucket', () => {
  it('lets as many through at once as it holds, then as many a minute', () => {
    const time = clock();
    const buckets = new TokenBuckets(60, time.now);
    const taken = Array.from({ length: 61 }, () => buckets.take('ann'));
    expect(taken.filter(({ isEmpty }) => !isEmpty)).toHaveLength(60);
    expect(taken.at(-1)).toEqual({ isEmpty: true, remaining: 0, retryAfterS: 1 });
    expect(buckets.take('bob')).toMatchObject({ isEmpty: false, remaining: 59 });
    time.pass(1_000);
    expect(buckets.take('ann')).toMatchObject({ isEmpty: false });
    expect(buckets.look('ann')).toMatchObject({ isEmpty: true });
  });

  it('never lets more through in any time than it holds and gets in that', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), pauses, (perMinute, ms) => {
        const time = clock();
        const buckets = new TokenBuckets(perMinute, time.now);
        let let_through = 0;
        for (const pause of ms) {
          time.pass(pause);
          if (!buckets.take('one').isEmpty) let_through += 1;
        }
        const allMs = ms.reduce((sum, pause) => sum + pause, 0);
        expect(let_through).toBeLessThanOrEqual(perMinute + (allMs * perMinute) / 60_000 + 1e-6);
      }),
    );
  });

  it('that was told to wait has a token then', () => {
    const time = clock();
    const buckets = new TokenBuckets(7, time.now);
    for (let i = 0; i < 7; i += 1) buckets.take('one');
    const { isEmpty, retryAfterS } = buckets.take('one');
    expect(isEmpty).toBe(true);
    time.pass(retryAfterS * 1_000);
    expect(buckets.take('one').isEmpty).toBe(false);
  });

  it('holds everything when there is no limit', () => {
    expect(new TokenBuckets(Infinity).take('one').isEmpty).toBe(false);
  });
});
