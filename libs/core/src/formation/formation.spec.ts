import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { initialQuantities } from './initial-quantities.js';
import { parseProcessType } from './process-type.js';
import { parseQuantity } from './quantity.js';

describe('parseProcessType', () => {
  it.each(['web', 'worker_2', 'a-b', 'constructor', 'a'.repeat(31)])('takes %s', (type) => {
    expect(parseProcessType(type)).toBe(type);
  });

  it.each(['', '2web', 'Web', 'web.1', 'we b', '__proto__', 'a'.repeat(32)])('refuses %j', (type) => {
    expect(refusalMessage(() => parseProcessType(type))).toContain('process type');
  });
});

describe('parseQuantity', () => {
  it.each([
    ['3', 1, 3],
    [3, 1, 3],
    ['+2', 1, 3],
    ['-1', 1, 0],
    [0, 5, 0],
    ['100', 0, 100],
  ])('%j from %d is %d', (wish, current, quantity) => {
    expect(parseQuantity(wish, current)).toBe(quantity);
  });

  it.each([
    ['-2', 1],
    [-1, 5],
    ['+1', 100],
    ['101', 0],
    [1.5, 0],
    ['1e2', 0],
    [NaN, 0],
    ['', 0],
    [' 3', 0],
    ['99999999999999999999', 0],
  ])('refuses %j from %d', (wish, current) => {
    expect(refusalMessage(() => parseQuantity(wish, current))).toContain('Formation');
  });

  it('relative and absolute agree', () => {
    const quantity = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(quantity, quantity, (from, to) => {
        const step = to - from >= 0 ? `+${to - from}` : `${to - from}`;
        expect(parseQuantity(step, from)).toBe(parseQuantity(to, from));
      }),
      PROPERTY_RUNS,
    );
  });
});

describe('initialQuantities', () => {
  const types = { web: 'node web.js', worker: 'node worker.js' };

  it('starts one web and nothing else', () => {
    expect(initialQuantities(types, {})).toEqual({ web: 1, worker: 0 });
  });

  it('keeps what was scaled and starts no process type that is new', () => {
    expect(initialQuantities({ ...types, clock: 'node clock.js' }, { web: 3, worker: 2, old: 1 })).toEqual({
      web: 3,
      worker: 2,
      clock: 0,
    });
    expect(initialQuantities(types, { worker: 2 })).toEqual({ web: 0, worker: 2 });
  });
});
