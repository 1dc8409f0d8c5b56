import fc from 'fast-check';
import { crashed, dyno, NOW } from '../../spec/dynos.js';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { backOffUntilMs, crashStreak, isCrashLooping } from './back-off.js';

/** `count` crashes one second apart, the last one now, listed oldest first. */
function crashes(count: number): ReturnType<typeof crashed>[] {
  return Array.from({ length: count }, (_, index) => crashed(1, index + 1, (count - index - 1) * 1_000));
}

describe('backOffUntilMs', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [9, 256],
    [10, 300],
    [50, 300],
    [2_000, 300],
  ])('after %d crashes waits %d s', (count, seconds) => {
    expect(backOffUntilMs(crashes(count))).toBe(NOW + seconds * 1_000);
  });

  it('does not wait when nothing crashed', () => {
    expect(backOffUntilMs([])).toBeNull();
    expect(backOffUntilMs([dyno(1, { state: 'stopped' }), dyno(1, { state: 'lost' })])).toBeNull();
  });

  it('counts from the last dyno that lived for ten minutes, its own crash included', () => {
    const longLived = { ...crashed(1, 4, 5_000), createdAtMs: NOW - 605_000 };
    expect(crashStreak([...crashes(3), longLived])).toHaveLength(1);
    expect(crashStreak([...crashes(3), longLived, crashed(1, 5, 0)])).toHaveLength(2);
    expect(crashStreak([...crashes(3), { ...longLived, state: 'stopped' }])).toHaveLength(0);
  });

  it('waits never less after one more crash, in whatever order they are listed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), (count) => {
        const now = backOffUntilMs(crashes(count))!;
        expect(backOffUntilMs(crashes(count + 1))).toBeGreaterThanOrEqual(now);
        expect(backOffUntilMs(crashes(count).toReversed())).toBe(now);
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('isCrashLooping', () => {
  it.each([
    [[5], true],
    [[4], false],
    [[2, 2, 1], true],
    [[1, 1, 1, 1, 1, 1], false],
    [[2, 1, 1, 1], true],
    [[], false],
  ])('%j: %s', (crashesBySlot, isLooping) => {
    expect(isCrashLooping(crashesBySlot)).toBe(isLooping);
  });
});
