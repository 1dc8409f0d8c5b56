import { UserError } from '../errors/user-error.js';

const KEY = /^[a-z0-9]([a-z0-9._/-]{0,61}[a-z0-9])?$/;
const VALUE = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const MAX_LABELS = 64;

export function isLabelKey(text: string): boolean {
  return KEY.test(text);
}

/** Checks the labels of a host, or those that a process type asks for. Throws `invalid_params`. */
export function parseHostLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(labels);
  if (entries.length > MAX_LABELS) refuse(`${entries.length} labels are too many; at most ${MAX_LABELS}`);
  return Object.fromEntries(entries.map(checkLabel));
}

/** `zone=b` → ['zone', 'b']. Throws `invalid_params`. */
export function parseHostLabel(pair: string): [key: string, value: string] {
  const at = pair.indexOf('=');
  if (at === -1) refuse(`"${pair.slice(0, 80)}" is no label; write key=value, like zone=b`);
  return checkLabel([pair.slice(0, at), pair.slice(at + 1)]);
}

function checkLabel([key, value]: [string, string]): [string, string] {
  if (!KEY.test(key)) refuse(`"${key.slice(0, 80)}" is no label key; use 1 to 63 of a-z 0-9 . _ / -`);
  if (!VALUE.test(value)) refuse(`the label ${key} has no proper value; use 1 to 63 of A-Z a-z 0-9 . _ -`);
  return [key, value];
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `Host labels: ${why}.`);
}
