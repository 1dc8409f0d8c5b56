import { CircuitBreaker } from './circuit-breaker.js';

describe('circuit breaker', () => {
  let nowMs: number;
  let breaker: CircuitBreaker;
  beforeEach(() => {
    nowMs = 1_000;
    breaker = new CircuitBreaker(() => nowMs);
  });
  const miss = (times: number) => {
    for (let count = 0; count < times; count += 1) breaker.missed();
  };

  it('lets calls through until three misses in a row', () => {
    miss(2);
    expect(breaker.admit()).toBe(0);
    breaker.answered();
    miss(2);
    expect(breaker.admit()).toBe(0);
    breaker.missed();
    expect(breaker.admit()).toBe(5_000);
  });

  it('lets one call through every five seconds, and all after an answer', () => {
    miss(3);
    nowMs += 5_000;
    expect(breaker.admit()).toBe(0);
    expect(breaker.admit()).toBe(5_000);
    breaker.missed();
    nowMs += 4_000;
    expect(breaker.admit()).toBe(1_000);
    nowMs += 1_000;
    expect(breaker.admit()).toBe(0);
    breaker.answered();
    expect([breaker.admit(), breaker.admit()]).toEqual([0, 0]);
  });
});
