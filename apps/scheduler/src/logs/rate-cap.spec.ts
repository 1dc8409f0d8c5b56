import { RateCap } from './rate-cap.js';

describe('RateCap', () => {
  it('passes 1000 lines a second and tells afterwards how many it dropped', () => {
    const cap = new RateCap();
    const passed = Array.from({ length: 1500 }, () => cap.admit(0).isAdmitted).filter(Boolean);
    expect(passed).toHaveLength(1000);
    expect(cap.admit(1_000)).toEqual({ isAdmitted: true, droppedBefore: 500 });
    expect(cap.admit(1_001)).toEqual({ isAdmitted: true, droppedBefore: 0 });
    expect(cap.takeUntold()).toBe(0);
  });
});
