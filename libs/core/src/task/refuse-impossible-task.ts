import type { KnownHost } from '../formation/formation-wish.js';
import { refuseImpossible } from '../formation/refuse-impossible.js';
import { parseRules } from '../rules/parse-rules.js';
import { placementRulesOf } from '../rules/placement-rules-of.js';
import { updatePolicyOf } from '../update/update-settings.js';
import type { TaskWish } from './task-wish.js';

type Place = Pick<TaskWish, 'cpuMillis' | 'memoryMib' | 'pool' | 'hostLabels'>;

/** Throws `invalid_params` when no host could ever take the task: it is like a process type of which no two need to run at once. */
export function refuseImpossibleTask(
  { cpuMillis, memoryMib, pool, hostLabels }: Place,
  hosts: readonly KnownHost[],
): void {
  const rules = placementRulesOf(parseRules({ pool, hostLabels }, ''), String);
  const update = updatePolicyOf({ strategy: 'recreate' });
  refuseImpossible({ processType: 'this task', quantity: 1, cpuMillis, memoryMib, rules, update }, hosts);
}
