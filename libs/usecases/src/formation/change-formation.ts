import type { FormationWish } from '@jujube/core/formation/refuse-impossible.js';
import { parseQuantity } from '@jujube/core/formation/quantity.js';
import { parseHostLabels } from '@jujube/core/host/host-labels.js';
import type { FormationRow } from '@jujube/database/apps/wanted-rows.js';
import type { FormationRules, HealthCheck } from '@jujube/database/formations/formation-rules.js';

/** What somebody wants to be different; absent members stay as they are. */
export interface FormationChange {
  readonly processType: string;
  /** `3`, `"3"`, `"+1"` or `"-1"` */
  readonly quantity?: string | number;
  readonly cpuMillis?: number;
  readonly memoryMib?: number;
  readonly rules?: FormationRules;
  /** null: back to the TCP check */
  readonly healthCheck?: HealthCheck | null;
}

const DEFAULT_POOL = 'default';

export function changeFormation(row: FormationRow, change: FormationChange): FormationRow {
  const { quantity, cpuMillis, memoryMib, rules, healthCheck } = change;
  return {
    ...row,
    quantity: quantity === undefined ? row.quantity : parseQuantity(quantity, row.quantity),
    cpuMillis: cpuMillis ?? row.cpuMillis,
    memoryMib: memoryMib ?? row.memoryMib,
    rules: rules === undefined ? row.rules : { ...rules, hostLabels: parseHostLabels(rules.hostLabels ?? {}) },
    healthCheck: healthCheck === undefined ? row.healthCheck : healthCheck,
  };
}

/** The row as the rules of possibility see it. */
export function wishOf({ processType, quantity, cpuMillis, memoryMib, rules }: FormationRow): FormationWish {
  const { pool = DEFAULT_POOL, hostLabels = {}, isOnePerHost = false } = rules;
  return { processType, quantity, cpuMillis, memoryMib, pool, hostLabels, isOnePerHost };
}
