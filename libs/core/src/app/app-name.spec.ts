import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { parseAppName } from './app-name.js';
import { randomAppName } from './random-app-name.js';

describe('parseAppName', () => {
  it.each(['shop', 'a1', 'my-shop-2', 'a'.repeat(30)])('takes %s', (name) => {
    expect(parseAppName(name)).toBe(name);
  });

  it.each(['', 'a', '1shop', '-shop', 'shop-', 'Shop', 'my_shop', 'shop.x', 'shöp', 'shop\n', 'a'.repeat(31)])(
    'refuses %j',
    (name) => {
      expect(refusalMessage(() => parseAppName(name))).toContain('2 to 30');
    },
  );

  it.each(['api', 'registry', 'www', 'localhost'])('keeps %s for the platform', (name) => {
    expect(refusalMessage(() => parseAppName(name))).toContain('reserved');
  });
});

describe('randomAppName', () => {
  it('gives proper names, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(parseAppName(randomAppName(seed))).toBe(randomAppName(seed));
      }),
      PROPERTY_RUNS,
    );
  });

  it('gives different names for neighbouring seeds', () => {
    const names = Array.from({ length: 1_000 }, (_, seed) => randomAppName(seed));
    expect(new Set(names).size).toBe(1_000);
  });
});
