import { UsageError } from './usage-error.js';

/** A flag of a verb. `T` is what `run` gets. */
export interface Flag<T> {
  readonly description: string;
  readonly short?: string;
  /** absent: the flag takes no value */
  readonly placeholder?: string;
  readonly isRepeatable?: boolean;
  /** `--no-name`: true unless given */
  readonly isNegated?: boolean;
  /** why it works only in a terminal, e.g. 'reads files of this machine' */
  readonly localReason?: string;
  readonly parse?: (text: string, name: string) => unknown;
  /** type only */
  readonly value?: T;
}

export type Flags = Readonly<Record<string, Flag<unknown>>>;

interface FlagOptions {
  short?: string;
  localReason?: string;
}

export function toggle(description: string, options: FlagOptions = {}): Flag<boolean> {
  return { description, ...options };
}

/** Declared as `wait: on('…')`, typed as `--no-wait`. */
export function on(description: string): Flag<boolean> {
  return { description, isNegated: true };
}

export function text(placeholder: string, description: string, options: FlagOptions = {}): Flag<string | undefined> {
  return { description, placeholder, ...options };
}

export function texts(placeholder: string, description: string, options: FlagOptions = {}): Flag<string[]> {
  return { description, placeholder, isRepeatable: true, ...options };
}

/** A whole number from 1 on, or up to `max`. */
export function count(
  placeholder: string,
  description: string,
  { max, ...options }: FlagOptions & { max?: number } = {},
): Flag<number | undefined> {
  return { description, placeholder, parse: (value, name) => parseCount(value, { name, max }), ...options };
}

/** A whole number from 0 to `max`. */
export function upTo(max: number, description: string): Flag<number | undefined> {
  const parse = (value: string, name: string) => {
    if (/^\d{1,9}$/.test(value) && Number(value) <= max) return Number(value);
    throw new UsageError(`--${name} wants a whole number from 0 to ${max}, not '${value}'.`);
  };
  return { description, placeholder: `0-${max}`, parse };
}

/** One of a few words. */
export function choice<C extends string>(choices: readonly C[], description: string): Flag<C | undefined> {
  const parse = (value: string, name: string) => {
    if ((choices as readonly string[]).includes(value)) return value;
    throw new UsageError(`--${name} wants ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not '${value}'.`);
  };
  return { description, placeholder: choices.join('|'), parse };
}

function parseCount(value: string, { name, max }: { name: string; max?: number }): number {
  if (/^[1-9]\d{0,8}$/.test(value) && Number(value) <= (max ?? Infinity)) return Number(value);
  throw new UsageError(
    `--${name} wants a whole number from 1 ${max === undefined ? 'on' : `to ${max}`}, not '${value}'.`,
  );
}

/** `0.25`; whether it is in range is for the server to say. */
export function fraction(placeholder: string, description: string): Flag<number | undefined> {
  return { description, placeholder, parse: parseFraction };
}

/** `90`, `90s`, `2m`, `1h` or `7d`, as seconds. */
export function seconds(placeholder: string, description: string): Flag<number | undefined> {
  return { description, placeholder, parse: parseSeconds };
}

/** As seconds(), from 1 on. */
export function duration(
  placeholder: string,
  description: string,
  options: FlagOptions = {},
): Flag<number | undefined> {
  return { description, placeholder, parse: parseDuration, ...options };
}

function parseDuration(value: string, name: string): number {
  const parsed = parseSeconds(value, name);
  if (parsed > 0) return parsed;
  throw new UsageError(`--${name} wants a time like 90s, 2m or 1h, not '${value}'.`);
}

function parseFraction(value: string, name: string): number {
  if (/^-?\d{1,6}(\.\d{1,6})?$/.test(value)) return Number(value);
  throw new UsageError(`--${name} wants a number like 0.25, not '${value}'.`);
}

const SECONDS_OF: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

export function parseSeconds(value: string, name: string): number {
  const [, digits, unit = ''] = /^(\d{1,9})([smhd]?)$/.exec(value) ?? [];
  if (digits !== undefined) return Number(digits) * SECONDS_OF[unit]!;
  throw new UsageError(`--${name} wants a time like 90s, 2m or 1h, not '${value}'.`);
}
