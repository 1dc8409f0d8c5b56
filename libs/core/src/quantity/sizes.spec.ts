import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { formatCpu, parseCpu } from './cpu.js';
import { formatMemory, parseMemory } from './memory.js';

describe('parseCpu', () => {
  it.each([
    ['250m', 250],
    ['0.5', 500],
    ['2', 2000],
    ['0.125', 125],
    ['1024', 1_024_000],
  ])('%s is %d', (text, millis) => {
    expect(parseCpu(text)).toBe(millis);
  });

  it.each(['', '0', '0m', '-1', '0.5m', '0.0005', '1025', '1e3', 'two', '250M', '٣'])('refuses %j', (text) => {
    expect(refusalMessage(() => parseCpu(text))).toContain('250m');
  });

  it('reads its own form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_024_000 }), (millis) => expect(parseCpu(formatCpu(millis))).toBe(millis)),
      PROPERTY_RUNS,
    );
  });
});

describe('parseMemory', () => {
  it.each([
    ['256Mi', 256],
    ['512M', 512],
    ['1Gi', 1024],
    ['1.5G', 1536],
    ['2Ti', 2 * 1024 * 1024],
  ])('%s is %d', (text, mib) => {
    expect(parseMemory(text)).toBe(mib);
  });

  it.each([
    ['256', '256Mi'],
    ['', 'whole MiB'],
    ['0.3Mi', 'whole MiB'],
    ['1.1G', 'whole MiB'],
    ['256mib', 'whole MiB'],
    ['-1Gi', 'whole MiB'],
    ['256Ki', 'whole MiB'],
    ['1to', 'whole MiB'],
    ['5Mi', '6Mi'],
    ['17Ti', '16384Gi'],
  ])('refuses %j', (text, why) => {
    expect(refusalMessage(() => parseMemory(text))).toContain(why);
  });

  it('reads its own form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 16 * 1024 * 1024 }), (mib) =>
        expect(parseMemory(formatMemory(mib))).toBe(mib),
      ),
      PROPERTY_RUNS,
    );
  });
});
