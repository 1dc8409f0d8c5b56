import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { describeConfigPatch, mergeConfigVars, parseConfigPatch } from './config-vars.js';

const name = fc.stringMatching(/^[a-z_][A-Za-z0-9_]{0,8}$/);
const vars = fc.dictionary(name, fc.string(), { noNullPrototype: true });
const patch = fc.dictionary(name, fc.option(fc.string()), { noNullPrototype: true });

describe('parseConfigPatch', () => {
  it('takes strings and null', () => {
    const input = { GREETING: 'hi', _old: null, EMPTY: '' };
    expect(parseConfigPatch(input)).toEqual(input);
  });

  it.each([
    [null, 'object'],
    [['A'], 'object'],
    ['A=b', 'object'],
    [{}, 'at least one'],
    [{ '1A': 'x' }, 'no name'],
    [{ 'A-B': 'x' }, 'no name'],
    [{ 'A=B': 'x' }, 'no name'],
    [{ '': 'x' }, 'no name'],
    [{ JUJUBE_X: 'x' }, 'belong to the platform'],
    [{ PORT: '1' }, 'PORT'],
    [{ PORT: null }, 'PORT'],
    [{ A: 1 }, 'must be a string'],
    [{ A: 'x\0y' }, 'NUL'],
    [{ A: 'ä'.repeat(16_385) }, '32 KiB'],
  ])('refuses %j', (input, why) => {
    expect(refusalMessage(() => parseConfigPatch(input))).toContain(why);
  });

  it('never repeats a value', () => {
    expect(refusalMessage(() => parseConfigPatch({ A: 'hunter2\0' }))).not.toContain('hunter2');
  });
});

describe('mergeConfigVars', () => {
  it('refuses more than 64 KiB in all', () => {
    const half = 'x'.repeat(30_000);
    expect(refusalMessage(() => mergeConfigVars({ A: half, B: half }, { C: half }))).toContain('64 KiB');
  });

  it('applying a patch twice is applying it once, and only named vars change', () => {
    fc.assert(
      fc.property(vars, patch, (before, change) => {
        const after = mergeConfigVars(before, change);
        expect(mergeConfigVars(after, change)).toEqual(after);
        for (const key of Object.keys(before)) if (!Object.hasOwn(change, key)) expect(after[key]).toBe(before[key]);
        for (const [key, value] of Object.entries(change)) expect(after[key] ?? null).toBe(value);
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('describeConfigPatch', () => {
  it.each([
    [{ GREETING: 'hi', FOO: 'x' }, 'Set GREETING, FOO config vars'],
    [{ OLD: null }, 'Unset OLD config vars'],
    [{ FOO: 'x', OLD: null }, 'Set FOO and unset OLD config vars'],
    [{ OLD: '1' }, null],
    [{ NEVER: null }, null],
  ])('%j', (change, text) => {
    expect(describeConfigPatch({ OLD: '1' }, change)).toBe(text);
  });

  it('is null exactly when nothing changes', () => {
    fc.assert(
      fc.property(vars, patch, (before, change) => {
        const isSame = JSON.stringify(mergeConfigVars(before, {})) === JSON.stringify(mergeConfigVars(before, change));
        expect(describeConfigPatch(before, change) === null).toBe(isSame);
      }),
      PROPERTY_RUNS,
    );
  });
});
