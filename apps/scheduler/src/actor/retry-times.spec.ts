import { RetryTimes } from './retry-times.js';

describe('RetryTimes', () => {
  it('waits twice as long after every failure, up to a limit, and starts anew after a success', () => {
    let nowMs = 0;
    const times = new RetryTimes(() => nowMs);
    expect(times.isDue('a')).toBe(true);
    const pauses = Array.from({ length: 7 }, () => times.failed('a').pauseMs);
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(times.isDue('a')).toBe(false);
    expect(times.isDue('b')).toBe(true);
    nowMs = 15_000;
    expect(times.isDue('a')).toBe(true);
    times.succeeded('a');
    expect(times.failed('a')).toEqual({ count: 1, pauseMs: 500 });
  });
});
