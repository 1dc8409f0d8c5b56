import type { FormationWish } from '@jujube/core/formation/formation-wish.js';
import { parseQuantity } from '@jujube/core/formation/quantity.js';
import { DEFAULT_UPDATE } from '@jujube/core/rollout/default-update.js';
import { parseRules } from '@jujube/core/rules/parse-rules.js';
import { placementRulesOf } from '@jujube/core/rules/placement-rules-of.js';
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

/** @param appName its own, so that rules may call its process types `shop.web` as well as `web` */
export function changeFormation(row: FormationRow, change: FormationChange, appName: string): FormationRow {
  const { quantity, cpuMillis, memoryMib, rules, healthCheck } = change;
  return {
    ...row,
    quantity: quantity === undefined ? row.quantity : parseQuantity(quantity, row.quantity),
    cpuMillis: cpuMillis ?? row.cpuMillis,
    memoryMib: memoryMib ?? row.memoryMib,
    rules: rules === undefined ? row.rules : parseRules(rules, appName),
    healthCheck: healthCheck === undefined ? row.healthCheck : healthCheck,
  };
}

/** The row as the rules of possibility see it. */
export function wishOf({ processType, quantity, cpuMillis, memoryMib, rules }: FormationRow): FormationWish {
  const size = { cpuMillis, memoryMib };
  return { processType, quantity, ...size, rules: placementRulesOf(rules, String), update: DEFAULT_UPDATE };
}
