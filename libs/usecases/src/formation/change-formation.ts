import type { FormationWish } from '@jujube/core/formation/refuse-impossible.js';
import { parseQuantity } from '@jujube/core/formation/quantity.js';
import { parseHostLabels } from '@jujube/core/host/host-labels.js';
import { changeUpdate } from '@jujube/core/update/change-update.js';
import type { UpdateSettings } from '@jujube/core/update/update-settings.js';
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
  /** merged into what is there; null: back to the default */
  readonly update?: UpdateSettings | null;
}

const DEFAULT_POOL = 'default';

export function changeFormation(row: FormationRow, change: FormationChange): FormationRow {
  const { quantity, cpuMillis, memoryMib, rules, healthCheck, update } = change;
  const wanted = quantity === undefined ? row.quantity : parseQuantity(quantity, row.quantity);
  return {
    ...row,
    quantity: wanted,
    cpuMillis: cpuMillis ?? row.cpuMillis,
    memoryMib: memoryMib ?? row.memoryMib,
    rules: rules === undefined ? row.rules : { ...rules, hostLabels: parseHostLabels(rules.hostLabels ?? {}) },
    healthCheck: healthCheck === undefined ? row.healthCheck : healthCheck,
    update: changedUpdate({ ...row, quantity: wanted }, update),
  };
}

function changedUpdate(row: FormationRow, change: UpdateSettings | null | undefined): UpdateSettings {
  if (change === undefined) return row.update;
  return change === null ? {} : changeUpdate(row.update, change, row);
}

/** The row as the rules of possibility see it. */
export function wishOf({ processType, quantity, cpuMillis, memoryMib, rules }: FormationRow): FormationWish {
  const { pool = DEFAULT_POOL, hostLabels = {}, isOnePerHost = false } = rules;
  return { processType, quantity, cpuMillis, memoryMib, pool, hostLabels, isOnePerHost };
}
