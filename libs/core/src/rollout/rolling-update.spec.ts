import fc from 'fast-check';
import { web } from '../../spec/cluster-fixtures.js';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import type { CapacityBounds } from './rolling-update.js';
import { capacityBounds } from './rolling-update.js';

function bounds(count: number, minimumHealthCapacity: number, maximumOverCapacity: number): CapacityBounds {
  return capacityBounds(count, { ...web(0).update, minimumHealthCapacity, maximumOverCapacity });
}

describe('capacityBounds', () => {
  it.each([
    [4, 1, 0.25, 4, 5],
    [3, 1, 0.25, 3, 4],
    [1, 1, 0.25, 1, 2],
    [1, 1, 1, 1, 2],
    [10, 0.5, 0.2, 5, 12],
    [3, 0.5, 0, 2, 3],
    [5, 0, 0, 0, 5],
    [0, 1, 0.25, 0, 0],
    [30, 0.1, 0.1, 3, 33],
    [10, 1, 0.7, 10, 17],
  ])('%d dynos at %d over %d: at least %d ready, at most %d in all', (count, health, over, minReady, maxTotal) => {
    expect(bounds(count, health, over)).toEqual({ minReady, maxTotal });
  });

  it('always leaves room to move, and asks for no more than is wanted', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fraction, fraction, (count, health, over) => {
        const { minReady, maxTotal } = bounds(count, health, over);
        expect(minReady).toBeLessThanOrEqual(count);
        expect(maxTotal).toBeGreaterThanOrEqual(count);
        expect(maxTotal).toBeGreaterThan(minReady);
      }),
      PROPERTY_RUNS,
    );
  });
});
