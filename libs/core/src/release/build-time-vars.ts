import { UserError } from '../errors/user-error.js';
import { parseConfigName, type ConfigVars } from './config-vars.js';

const MOST = 50;

/** The names of config vars that builds may see, sorted, each once. Throws `invalid_params`. */
export function parseBuildTimeVars(names: readonly string[]): string[] {
  if (names.length > MOST) {
    throw new UserError('invalid_params', `At most ${MOST} config vars can be build-time; these are ${names.length}.`);
  }
  return [...new Set(names.map(parseConfigName))].sort();
}

/** What a build may see of an app's config: the marked ones that are set. */
export function buildTimeVars(vars: ConfigVars, names: readonly string[]): ConfigVars {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(vars, name)).map((name) => [name, vars[name]!]));
}
