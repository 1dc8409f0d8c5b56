import { UserError } from '../errors/user-error.js';
import { parseField } from './host-field.js';
import type { SpreadWish } from './rules-wish.js';

export const DEFAULT_SPREAD_WEIGHT = 50;

/** Throws `invalid_params`; answers the wish with its defaults written out. */
export function parseSpread(wish: SpreadWish): SpreadWish {
  const topologyKey = parseField(wish.topologyKey);
  const { maxSkew = 1, minDomains, whenUnsatisfiable = 'DoNotSchedule', weight = DEFAULT_SPREAD_WEIGHT } = wish;
  within(topologyKey, { name: 'maxSkew', value: maxSkew, max: 100 });
  within(topologyKey, { name: 'weight', value: weight, max: 100 });
  if (minDomains !== undefined) within(topologyKey, { name: 'minDomains', value: minDomains, max: 10_000 });
  const isKnown = whenUnsatisfiable === 'DoNotSchedule' || whenUnsatisfiable === 'ScheduleAnyway';
  if (!isKnown) refuse(topologyKey, 'whenUnsatisfiable is DoNotSchedule or ScheduleAnyway');
  if (minDomains !== undefined && whenUnsatisfiable === 'ScheduleAnyway') {
    refuse(topologyKey, 'minDomains is for DoNotSchedule only');
  }
  return { topologyKey, maxSkew, ...(minDomains !== undefined && { minDomains }), whenUnsatisfiable, weight };
}

function within(key: string, { name, value, max }: { name: string; value: number; max: number }): void {
  if (Number.isInteger(value) && value >= 1 && value <= max) return;
  refuse(key, `${name} must be a whole number from 1 to ${max}`);
}

function refuse(key: string, why: string): never {
  throw new UserError('invalid_params', `Spread over ${key}: ${why}.`);
}
