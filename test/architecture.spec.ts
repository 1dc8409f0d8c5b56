import { CHECKS } from './architecture/checks.js';
import { findCycles } from './architecture/find-cycles.js';
import { EXCEPTIONS } from './architecture/rules.js';

describe('the architecture', () => {
  it.each(Object.entries(CHECKS))('%s', (rule, offences) => {
    const excused = EXCEPTIONS.filter((exception) => exception.rule === rule).map(({ offence }) => offence);
    expect(offences().filter((offence) => !excused.includes(offence))).toEqual([]);
  });

  it('lists no exception that nothing needs any more', () => {
    const idle = EXCEPTIONS.filter(({ rule, offence }) => !CHECKS[rule]?.().includes(offence));
    expect(idle).toEqual([]);
  });
});

describe('findCycles', () => {
  it('finds each group of files that reach each other, and nothing else', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['e']],
      ['e', []],
      ['f', ['f']],
      ['g', ['h', 'a']],
      ['h', ['g', 'gone']],
    ]);
    expect(findCycles(graph)).toEqual([['a', 'b', 'c'], ['f'], ['g', 'h']]);
  });
});
