import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { cycleStride, mix } from './host-cycle.js';

describe('the walk over hosts', () => {
  it('meets every host exactly once, from wherever it starts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), (count, seed) => {
        const stride = cycleStride(seed, count);
        const met = new Set<number>();
        for (let step = 0, at = seed % count; step < count; step++, at = (at + stride) % count) met.add(at);
        expect(met.size).toBe(count);
      }),
      PROPERTY_RUNS,
    );
  });

  it('finds a stride for a count that one of its primes divides', () => {
    for (let choice = 0; choice < 6; choice++) expect(cycleStride(choice, 1_000_003)).toBeGreaterThan(1);
  });

  it('turns neighbouring seeds into distant numbers', () => {
    const mixed = Array.from({ length: 1_000 }, (_, seed) => mix(seed));
    expect(new Set(mixed).size).toBe(1_000);
    expect(new Set(mixed.map((number) => number % 10)).size).toBe(10);
  });
});
