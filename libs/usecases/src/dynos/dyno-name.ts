import { UserError } from '@jujube/core/errors/user-error.js';

export interface DynoName {
  readonly processType: string;
  readonly slot: number;
}

/** `web.1` in two parts; null for anything else. */
export function parseDynoName(text: string): DynoName | null {
  const match = /^([a-z][a-z0-9_-]{0,30})\.([1-9]\d{0,3})$/.exec(text);
  return match ? { processType: match[1]!, slot: Number(match[2]) } : null;
}

export function noSuchDyno(name: string): UserError {
  return new UserError('not_found', `Couldn't find that dyno (${name}). Its names are shown by: jujube ps`, {
    resource: 'dyno',
  });
}

export function noSuchProcessType(name: string): UserError {
  return new UserError('not_found', `Couldn't find that process type (${name}).`, { resource: 'formation' });
}
