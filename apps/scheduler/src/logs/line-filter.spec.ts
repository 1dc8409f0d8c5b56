import { justBefore, LineFilter } from './line-filter.js';

const T1 = '2026-11-20T11:38:15.000000001Z';
const T2 = '2026-11-20T11:38:15.000000002Z';

describe('LineFilter', () => {
  it('passes new lines and moves on', () => {
    const filter = new LineFilter(null);
    expect(filter.since).toBeUndefined();
    expect(filter.next(T1)).toEqual({ at: T1, repeats: 1 });
    expect(filter.next(T1)).toEqual({ at: T1, repeats: 2 });
    expect(filter.next(T2)).toEqual({ at: T2, repeats: 1 });
    expect(filter.since).toBe(T1);
  });

  it('skips exactly the lines of the same time that are stored already', () => {
    const filter = new LineFilter({ at: T1, repeats: 2 });
    expect([T1, T1, T1, T2].map((at) => filter.next(at))).toEqual([
      null,
      null,
      { at: T1, repeats: 3 },
      { at: T2, repeats: 1 },
    ]);
  });

  it('skips them again when reading starts again', () => {
    const filter = new LineFilter(null);
    filter.next(T1);
    filter.restart();
    expect(filter.next(T1)).toBeNull();
    expect(filter.next(T1)).toEqual({ at: T1, repeats: 2 });
  });
});

describe('justBefore', () => {
  it('goes over the second', () => {
    expect(justBefore('2026-01-01T00:00:00Z')).toBe('2025-12-31T23:59:59.999999999Z');
    expect(justBefore('2026-01-01T00:00:00.5Z')).toBe('2026-01-01T00:00:00.499999999Z');
  });
});
