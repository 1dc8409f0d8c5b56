import { RefusalBudget } from './refusal-budget.js';

describe('RefusalBudget', () => {
  it('has twenty lines per address and minute', () => {
    const budget = new RefusalBudget();
    const taken = (ip: string, atMs: number) =>
      Array.from({ length: 50 }, () => budget.take(ip, atMs)).filter(Boolean).length;
    expect([taken('10.0.0.1', 0), taken('10.0.0.1', 59_000), taken('10.0.0.2', 59_000)]).toEqual([20, 0, 20]);
    expect(taken('10.0.0.1', 60_000)).toBe(20);
  });

  it('forgets rather than grows', () => {
    const budget = new RefusalBudget();
    for (let host = 0; host < 30_000; host++) budget.take(`10.0.${host >> 8}.${host & 255}`, 0);
    expect(budget.take('10.0.0.0', 0)).toBe(true);
  });
});
