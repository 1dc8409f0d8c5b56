import { UserError } from '../errors/user-error.js';

export type ConfigVars = Readonly<Record<string, string>>;
/** null unsets */
export type ConfigPatch = Readonly<Record<string, string | null>>;

const NAME = /^[A-Za-z_][A-Za-z0-9_]{0,255}$/;
const MAX_VALUE_BYTES = 32 * 1024;
const MAX_TOTAL_BYTES = 64 * 1024;

/** Checks what a user sent. Never puts a value into a message. Throws `invalid_params`. */
export function parseConfigPatch(input: unknown): ConfigPatch {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    refuse('Config vars are an object of names and values');
  const entries = Object.entries(input as Record<string, unknown>);
  if (entries.length === 0) refuse('Name at least one config var');
  return Object.fromEntries(entries.map(([name, value]) => [parseConfigName(name), parseValue(name, value)]));
}

/** What holds after the patch. Throws `invalid_params` when it is too much in all. */
export function mergeConfigVars(vars: ConfigVars, patch: ConfigPatch): ConfigVars {
  const kept = Object.entries({ ...vars, ...patch }).filter((entry): entry is [string, string] => entry[1] !== null);
  const merged = Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
  const total = kept.reduce((sum, [name, value]) => sum + bytes(name) + bytes(value), 0);
  if (total > MAX_TOTAL_BYTES)
    refuse(
      `All config vars together may have ${MAX_TOTAL_BYTES / 1024} KiB; these have ${Math.ceil(total / 1024)} KiB`,
    );
  return merged;
}

/** What the release is called, in Heroku's words; null when the patch changes nothing. */
export function describeConfigPatch(vars: ConfigVars, patch: ConfigPatch): string | null {
  const changed = Object.keys(patch).filter(
    (name) => (patch[name] ?? null) !== (Object.hasOwn(vars, name) ? vars[name] : null),
  );
  const set = changed.filter((name) => patch[name] !== null).join(', ');
  const unset = changed.filter((name) => patch[name] === null).join(', ');
  if (set && unset) return `Set ${set} and unset ${unset} config vars`;
  if (set) return `Set ${set} config vars`;
  return unset ? `Unset ${unset} config vars` : null;
}

/** Throws `invalid_params`. */
export function parseConfigName(name: string): string {
  const shown = name.slice(0, 60);
  if (!NAME.test(name) || name === '__proto__')
    refuse(`"${shown}" is no name for a config var; use letters, digits and _, not starting with a digit`);
  if (name.startsWith('JUJUBE_'))
    refuse(`${shown} cannot be set; names that start with JUJUBE_ belong to the platform`);
  if (name === 'PORT') refuse('PORT cannot be set; each dyno is given its own');
  return name;
}

function parseValue(name: string, value: unknown): string | null {
  if (value === null) return null;
  if (typeof value !== 'string') return refuse(`The value of ${name} must be a string, or null to unset it`);
  if (value.includes('\0')) refuse(`The value of ${name} holds a NUL character`);
  if (bytes(value) > MAX_VALUE_BYTES) refuse(`The value of ${name} is larger than ${MAX_VALUE_BYTES / 1024} KiB`);
  return value;
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `${why}.`);
}
