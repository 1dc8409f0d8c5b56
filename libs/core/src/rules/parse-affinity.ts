import { UserError } from '../errors/user-error.js';
import { parseAppName } from '../app/app-name.js';
import { parseProcessType } from '../formation/process-type.js';
import { parseHostLabel } from '../host/host-labels.js';
import { parseHostName } from '../host/host-name.js';
import { parseField } from './host-field.js';
import type { AffinityWish } from './rules-wish.js';

const MAX_WEIGHT = 100;

const SELECTOR_PARSERS: Readonly<Record<AffinityWish['target'], (selector: string) => string>> = {
  host: parseHostName,
  label: (selector) => (selector.includes('=') ? parseHostLabel(selector).join('=') : parseField(selector)),
  service: parseServiceName,
};

/** Throws `invalid_params`; answers the wish with its defaults written out. */
export function parseAffinity(wish: AffinityWish): Required<AffinityWish> {
  const { target, selector, topologyKey = 'hostname', weight = MAX_WEIGHT, isRequired = false } = wish;
  if (!Object.hasOwn(SELECTOR_PARSERS, target)) refuse(`${target} is neither host, service nor label`);
  if (!Number.isInteger(weight) || weight === 0 || Math.abs(weight) > MAX_WEIGHT) {
    refuse(`the weight of ${target} ${selector} is ${weight}; it must be a whole number from -100 to 100, and not 0`);
  }
  return {
    ...{ target, weight, isRequired },
    selector: SELECTOR_PARSERS[target](selector),
    topologyKey: parseField(topologyKey),
  };
}

/** `web` (of the same app) or `shop.web`. */
function parseServiceName(name: string): string {
  const at = name.indexOf('.');
  if (at === -1) return parseProcessType(name);
  return `${parseAppName(name.slice(0, at))}.${parseProcessType(name.slice(at + 1))}`;
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `Affinity: ${why}.`);
}
