import { changeDisruption } from '@jujube/core/disruption/change-disruption.js';
import type { DisruptionSettings } from '@jujube/core/disruption/disruption-settings.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { FormationWish } from '@jujube/core/formation/formation-wish.js';
import { parseQuantity } from '@jujube/core/formation/quantity.js';
import { parseRules } from '@jujube/core/rules/parse-rules.js';
import { placementRulesOf } from '@jujube/core/rules/placement-rules-of.js';
import { changeUpdate } from '@jujube/core/update/change-update.js';
import { updatePolicyOf, type UpdateSettings } from '@jujube/core/update/update-settings.js';
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
  /** merged into what is there; null: back to the default */
  readonly disruption?: DisruptionSettings | null;
}

/** @param appName its own, so that rules may call its process types `shop.web` as well as `web` */
export function changeFormation(row: FormationRow, change: FormationChange, appName: string): FormationRow {
  const { quantity, cpuMillis, memoryMib, rules, healthCheck, update, disruption } = change;
  const wanted = quantity === undefined ? row.quantity : parseQuantity(quantity, row.quantity);
  const changed = {
    ...row,
    quantity: wanted,
    cpuMillis: cpuMillis ?? row.cpuMillis,
    memoryMib: memoryMib ?? row.memoryMib,
    rules: rules === undefined ? row.rules : parseRules(rules, appName),
    healthCheck: healthCheck === undefined ? row.healthCheck : healthCheck,
    update: changedUpdate({ ...row, quantity: wanted }, update),
    disruption: changedDisruption(row, disruption),
  };
  refusePortOfNone(changed);
  return changed;
}

function refusePortOfNone({ processType, rules, healthCheck }: FormationRow): void {
  if (rules.hostPort === undefined || processType === 'web' || healthCheck !== null) return;
  const why = `${processType} has no port that could be port ${rules.hostPort} of its host`;
  throw new UserError('invalid_params', `${why}: it gets one with a check (jujube checks:set ${processType}).`);
}

function changedUpdate(row: FormationRow, change: UpdateSettings | null | undefined): UpdateSettings {
  if (change === undefined) return row.update;
  return change === null ? {} : changeUpdate(row.update, change, row);
}

function changedDisruption(row: FormationRow, change: DisruptionSettings | null | undefined): DisruptionSettings {
  if (change === undefined) return row.disruption;
  return change === null ? {} : changeDisruption(row.disruption, change);
}

/** The row as the rules of possibility see it. */
export function wishOf({ processType, quantity, cpuMillis, memoryMib, rules, update }: FormationRow): FormationWish {
  const size = { cpuMillis, memoryMib };
  return { processType, quantity, ...size, rules: placementRulesOf(rules, String), update: updatePolicyOf(update) };
}
