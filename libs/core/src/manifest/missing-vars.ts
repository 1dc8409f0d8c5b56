import type { ConfigVars } from '../release/config-vars.js';
import type { ManifestChange } from './manifest-changes.js';
import type { ManifestVar } from './manifest.js';
import { refuseAt } from './place.js';

/** The config vars that a manifest knows a value for and the app lacks; what it has, it keeps. Throws `invalid_params` with the line. */
export function missingVars(vars: readonly ManifestVar[], config: ConfigVars, newSecret: () => string): ConfigVars {
  const missing = vars.filter(({ name }) => !Object.hasOwn(config, name));
  const values = missing.map((one): [string, string | null] => [one.name, valueOf(one, newSecret)]);
  return Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== null));
}

function valueOf({ name, place, value, isRequired, isGenerated }: ManifestVar, newSecret: () => string): string | null {
  if (value !== null) return value;
  if (isGenerated) return newSecret();
  return isRequired ? refuseAt(place, `${name} is required, and the app has none: jujube config:set ${name}=…`) : null;
}

/** Without the values: they may be secrets. */
export function varChanges(added: ConfigVars): ManifestChange[] {
  return Object.keys(added).map((name) => ({ setting: `config.${name}`, from: null, to: 'set' }));
}
