import { jobIdOf, QUEUE_OF, toJob } from './jobs.js';

const ROW = '5e0a7b6c-0f7e-4d3b-9c55-0d8f3f6c1a11';

describe('jobs', () => {
  it('have an id that BullMQ takes, another one for every generation', () => {
    const ids = [1, 2].map((generation) => jobIdOf({ kind: 'build', rowId: ROW, generation }));
    expect(ids).toEqual([`build-${ROW}-1`, `build-${ROW}-2`]);
    expect(ids.every((id) => !id.includes(':') && !/^\d+$/.test(id))).toBe(true);
  });

  it('have a queue of their own per kind', () => {
    expect(new Set(Object.values(QUEUE_OF)).size).toBe(Object.keys(QUEUE_OF).length);
  });

  it('SEC-14: are known kinds with nothing but the pointer', () => {
    const given = { kind: 'build', rowId: ROW, generation: 3, password: 'secret' };
    expect(toJob(given)).toEqual({ kind: 'build', rowId: ROW, generation: 3 });
    expect(() => toJob({ kind: 'toString', rowId: ROW, generation: 1 })).toThrow(/unknown kind of job 'toString'/);
  });
});
