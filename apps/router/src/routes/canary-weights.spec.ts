import fc from 'fast-check';
import { canaryWeights } from './canary-weights.js';

describe('canaryWeights', () => {
  it('give canaries their share, however many they are', () => {
    const count = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), count, count, (share, canaries, others) => {
        const { canary, other } = canaryWeights(share, { canaries, others });
        const got = (canary * canaries) / (canary * canaries + other * others);
        expect(Math.abs(got - share)).toBeLessThan(0.05);
        for (const weight of [canary, other])
          expect(Number.isInteger(weight) && weight >= 1 && weight <= 256).toBe(true);
      }),
    );
  });

  it('leave nobody without an answer', () => {
    expect(canaryWeights(0.1, { canaries: 0, others: 3 })).toEqual({ canary: 1, other: 1 });
    expect(canaryWeights(0, { canaries: 2, others: 0 })).toEqual({ canary: 1, other: 1 });
    expect(canaryWeights(0, { canaries: 1, others: 3 })).toEqual({ canary: 0, other: 1 });
    expect(canaryWeights(1, { canaries: 1, others: 3 })).toEqual({ canary: 1, other: 0 });
  });
});
