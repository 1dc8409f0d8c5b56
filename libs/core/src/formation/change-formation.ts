import { changeDisruption } from '../disruption/change-disruption.js';
import type { DisruptionSettings } from '../disruption/disruption-settings.js';
import { fullPool } from '../host/full-pool.js';
import { UserError } from '../errors/user-error.js';
import type { Resources } from '../quantity/resources.js';
import { parseRules } from '../rules/parse-rules.js';
import { placementRulesOf } from '../rules/placement-rules-of.js';
import type { RulesWish } from '../rules/rules-wish.js';
import { changeUpdate } from '../update/change-update.js';
import { updatePolicyOf, type UpdateSettings } from '../update/update-settings.js';
import type { FormationWish } from './formation-wish.js';
import type { HealthCheck } from './health-check.js';
import { listens } from './listens.js';
import { parseQuantity } from './quantity.js';

/** All that users set of one process type, and the environment of its app. */
export interface FormationSettings extends Resources {
  readonly processType: string;
  readonly quantity: number;
  readonly rules: RulesWish;
  readonly healthCheck: HealthCheck | null;
  readonly update: UpdateSettings;
  readonly disruption: DisruptionSettings;
  readonly environment?: string | null;
}

/** What somebody wants to be different; absent members stay as they are. */
export interface FormationChange {
  readonly processType: string;
  /** `3`, `"3"`, `"+1"` or `"-1"` */
  readonly quantity?: string | number;
  readonly cpuMillis?: number;
  readonly memoryMib?: number;
  readonly rules?: RulesWish;
  /** null: back to the TCP check */
  readonly healthCheck?: HealthCheck | null;
  /** merged into what is there; null: back to the default */
  readonly update?: UpdateSettings | null;
  /** the same */
  readonly disruption?: DisruptionSettings | null;
}

/** @param appName its own, so that rules may call its process types `shop.web` as well as `web`. Throws `invalid_params` */
export function changeFormation<S extends FormationSettings>(before: S, change: FormationChange, appName: string): S {
  const { quantity, cpuMillis, memoryMib, rules, healthCheck, update, disruption } = change;
  const wanted = quantity === undefined ? before.quantity : parseQuantity(quantity, before.quantity);
  const changed = {
    ...before,
    quantity: wanted,
    cpuMillis: cpuMillis ?? before.cpuMillis,
    memoryMib: memoryMib ?? before.memoryMib,
    rules: rules === undefined ? before.rules : parseRules(rules, appName),
    healthCheck: healthCheck === undefined ? before.healthCheck : healthCheck,
    update: changedUpdate({ ...before, quantity: wanted }, update),
    disruption: changedDisruption(before, disruption),
  };
  refusePortOfNone(changed);
  refuseUnknownPort(changed);
  return changed;
}

function refusePortOfNone({ processType, rules, healthCheck }: FormationSettings): void {
  if (rules.hostPort === undefined || listens(processType, healthCheck)) return;
  const why = `${processType} has no port that could be port ${rules.hostPort} of its host`;
  throw new UserError('invalid_params', `${why}: it gets one with a check (jujube checks:set ${processType}).`);
}

function refuseUnknownPort({ processType, rules: { ports = [] }, healthCheck }: FormationSettings): void {
  const name = healthCheck?.portName;
  if (name === undefined) return;
  const port = ports.find((one) => one.name === name);
  if (port?.protocol === 'tcp') return;
  const what = port
    ? `the port ${name} of ${processType} is udp, which answers no check`
    : `${processType} has no port ${name}`;
  const names = ports.filter(({ protocol }) => protocol === 'tcp').map((one) => one.name);
  const known = names.length === 0 ? 'it has none that could' : `these could be: ${names.join(', ')}`;
  throw new UserError('invalid_params', `Its check looks at a port of the process type, and ${what}; ${known}.`);
}

function changedUpdate(before: FormationSettings, change: UpdateSettings | null | undefined): UpdateSettings {
  if (change === undefined) return before.update;
  return change === null ? {} : changeUpdate(before.update, change, before);
}

function changedDisruption(
  before: FormationSettings,
  change: DisruptionSettings | null | undefined,
): DisruptionSettings {
  if (change === undefined) return before.disruption;
  return change === null ? {} : changeDisruption(before.disruption, change);
}

/** The settings as the rules of possibility see them. */
export function wishOf(settings: FormationSettings): FormationWish {
  const { processType, quantity, cpuMillis, memoryMib, rules, update, environment } = settings;
  const size = { cpuMillis, memoryMib };
  const placed = placementRulesOf(rules, String);
  const pool = fullPool(environment, placed.pool);
  return { processType, quantity, ...size, rules: { ...placed, pool }, update: updatePolicyOf(update) };
}
