import fc from 'fast-check';
import { FAULTS, type FaultName } from './faults.js';
import { OPERATIONS, type OperationName } from './operations.js';

/** One round: somebody does something while something breaks. `pick` chooses among the apps, dynos and hosts of that moment. */
export interface Step {
  readonly operation: OperationName;
  readonly fault: FaultName;
  readonly pick: number;
}

/** The same steps for the same seed. Every fault comes once before one comes again. */
export function planOf(seed: number, count: number): Step[] {
  const rounds = Math.ceil(count / FAULT_NAMES.length);
  const faults = fc.sample(fc.shuffledSubarray(FAULT_NAMES, { minLength: FAULT_NAMES.length }), {
    seed,
    numRuns: rounds,
  });
  const choices = fc.sample(fc.tuple(fc.constantFrom(...OPERATION_NAMES), fc.nat()), { seed, numRuns: count });
  return faults
    .flat()
    .slice(0, count)
    .map((fault, index) => ({ fault, operation: choices[index]![0], pick: choices[index]![1] }));
}

const FAULT_NAMES = Object.keys(FAULTS) as FaultName[];
const OPERATION_NAMES = Object.keys(OPERATIONS) as OperationName[];
