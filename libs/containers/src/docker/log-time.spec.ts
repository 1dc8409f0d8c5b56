import { justAfter } from './log-time.js';

describe('time after a log line', () => {
  it.each([
    ['2026-11-20T11:38:15.657064000Z', '1795174695.657064001'],
    ['2026-11-20T11:38:15Z', '1795174695.000000001'],
    ['2026-11-20T11:38:15.999999999Z', '1795174696.000000000'],
    ['2026-11-20T12:38:15.5+01:00', '1795174695.500000001'],
  ])('%s', (at, after) => {
    expect(justAfter(at)).toBe(after);
  });

  it('is not made of anything else', () => {
    expect(() => justAfter('yesterday')).toThrow(RangeError);
  });
});
