import { whyLeftAlone } from './quorum-brake.js';

describe('a dyno that does not recover', () => {
  it('is replaced unless its check says otherwise', () => {
    expect(whyLeftAlone({ onUnhealthy: 'recreate', quorum: 1, healthyOthers: 0 })).toBeNull();
    expect(whyLeftAlone({ onUnhealthy: 'none', quorum: 1, healthyOthers: 9 })).toMatch(/as its check says/);
  });

  it('is replaced on a quorum only while enough others are healthy', () => {
    const ill = { onUnhealthy: 'recreateOnQuorum', quorum: 2 } as const;
    expect(whyLeftAlone({ ...ill, healthyOthers: 1 })).toBe(
      'not replaced while fewer than 2 others are healthy (1 other is)',
    );
    expect(whyLeftAlone({ ...ill, healthyOthers: 2 })).toBeNull();
  });
});
