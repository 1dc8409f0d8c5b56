import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { afterAttempt, type TaskOutcome, type TaskTries } from './after-attempt.js';
import { isFinal } from './task-phase.js';

const reason = fc.constant('why');
const outcome: fc.Arbitrary<TaskOutcome> = fc.oneof(
  fc.record({ kind: fc.constant('exited' as const), exitCode: fc.constantFrom(0, 1, 137), reason }),
  fc.record({ kind: fc.constant('never-started' as const), reason, isHopeless: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('overdue' as const, 'lost' as const), reason }),
  fc.constant({ kind: 'killed' as const }),
);
const count = fc.nat(5);
const retries = fc.record({ neverStarted: count, failed: count });

/** Outcome after outcome, until it ends. Answers how many attempts there were. */
function attempts(start: TaskTries, outcomes: readonly TaskOutcome[]): number {
  let tries = start;
  for (const [index, one] of outcomes.entries()) {
    const after = afterAttempt(tries, one);
    if (isFinal(after.phase)) return index + 1;
    tries = { ...tries, ...after };
  }
  throw new Error('it goes on for ever');
}

describe('a task', () => {
  it('ends after as many attempts as its owner allows, whatever happens', () => {
    const fate = fc.array(outcome, { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(retries, fate, (allowed, outcomes) => {
        const most = 1 + allowed.neverStarted + allowed.failed;
        expect(attempts({ retries: allowed, neverStarted: 0, failed: 0 }, outcomes)).toBeLessThanOrEqual(most);
      }),
      PROPERTY_RUNS,
    );
  });

  it('that has run is never run again unless its owner said so', () => {
    fc.assert(
      fc.property(outcome, count, (one, neverStarted) => {
        const { phase } = afterAttempt({ retries: { neverStarted, failed: 0 }, neverStarted: 0, failed: 0 }, one);
        if (one.kind !== 'never-started') expect(isFinal(phase)).toBe(true);
      }),
      PROPERTY_RUNS,
    );
  });

  it.each<[TaskOutcome, string]>([
    [{ kind: 'exited', exitCode: 0, reason: null }, 'finished'],
    [{ kind: 'exited', exitCode: 2, reason: 'exited with 2' }, 'failed'],
    [{ kind: 'overdue', reason: 'took too long' }, 'failed'],
    [{ kind: 'killed' }, 'killed'],
    [{ kind: 'lost', reason: 'its host is gone' }, 'lost'],
    [{ kind: 'never-started', reason: 'no such image', isHopeless: true }, 'error'],
    [{ kind: 'never-started', reason: 'its host is gone', isHopeless: false }, 'queued'],
  ])('after %j is %s', (one, phase) => {
    const tries = { retries: { neverStarted: 5, failed: 0 }, neverStarted: 4, failed: 0 };
    expect(afterAttempt(tries, one).phase).toBe(phase);
  });

  it('has no chance left when all are used up', () => {
    const tries = { retries: { neverStarted: 5, failed: 1 }, neverStarted: 5, failed: 0 };
    expect(afterAttempt(tries, { kind: 'never-started', reason: 'r', isHopeless: false }).phase).toBe('error');
    expect(afterAttempt(tries, { kind: 'exited', exitCode: 1, reason: 'r' })).toMatchObject({
      phase: 'queued',
      failed: 1,
    });
  });
});
