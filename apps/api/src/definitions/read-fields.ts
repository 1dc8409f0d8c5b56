import { isDeepStrictEqual } from 'node:util';
import type { Mistakes } from './mistakes.js';

export interface Place {
  readonly path: string;
  readonly mistakes: Mistakes;
}

/** Reads one value of a request; undefined after it noted a mistake. */
export type Read<T> = (value: unknown, at: Place) => T | undefined;

type Values<F> = { [K in keyof F]?: F[K] extends Read<infer T> ? T : never };

/** An object with these members and no others; null is Marathon's word for an absent one. */
export function fields<F extends Record<string, Read<unknown>>>(known: F): Read<Values<F>> {
  return (value, { path, mistakes }) => {
    if (!isObject(value)) return note({ path, mistakes }, 'must be an object');
    const read: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(value)) {
      const at = { path: `${path}/${name.slice(0, 60)}`, mistakes };
      if (!Object.hasOwn(known, name)) note(at, 'is not supported here');
      else if (member !== null) read[name] = known[name]!(member, at);
    }
    return read as Values<F>;
  };
}

export function list<T>(item: Read<T>, { max }: { max: number }): Read<T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return note(at, 'must be a list');
    if (value.length > max) return note(at, `may have at most ${max} member${max === 1 ? '' : 's'}`);
    return value.flatMap((one, index) => {
      const read = item(one, { ...at, path: `${at.path}/${index}` });
      return read === undefined ? [] : [read];
    });
  };
}

export function text({ max }: { max: number }): Read<string> {
  return (value, at) =>
    typeof value === 'string' && value.length <= max
      ? value
      : note(at, `must be a string of at most ${max} characters`);
}

export function texts({ max }: { max: number }): Read<Record<string, string>> {
  return (value, at) =>
    isObject(value) && Object.values(value).every((one) => typeof one === 'string') && Object.keys(value).length <= max
      ? (value as Record<string, string>)
      : note(at, `must be an object of at most ${max} strings`);
}

export function whole({ min, max }: { min: number; max: number }): Read<number> {
  return (value, at) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : note(at, `must be a whole number from ${min} to ${max}`);
}

export function fraction(value: unknown, at: Place): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : note(at, 'must be a number from 0 to 1');
}

export function flag(value: unknown, at: Place): boolean | undefined {
  return typeof value === 'boolean' ? value : note(at, 'must be true or false');
}

/** A field that may be written, but only with what holds anyway. */
export function only<const T>(...allowed: readonly T[]): Read<T> {
  return (value, at) =>
    allowed.find((one) => isDeepStrictEqual(one, value)) ??
    note(at, `may only be ${allowed.map((one) => JSON.stringify(one)).join(' or ')} here`);
}

export function note({ path, mistakes }: Place, error: string): undefined {
  mistakes.add(path, error);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
