import { note, type Place } from '../definitions/read-fields.js';

/** Where cloud machines tell their secrets to whoever asks from within. */
const LINK_LOCAL = /^(169\.254\.|\[?fe80:|\[?fd00:ec2:|metadata\.)/i;

/** An address to POST to. Machines of the own network are what callbacks are for; those that only tell secrets are refused. */
export function readCallback(value: unknown, at: Place): string | undefined {
  if (value === '') return '';
  const url = typeof value === 'string' && value.length <= 2_000 && URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return note(at, 'must be an http or https URL');
  if (url.username !== '' || url.password !== '') return note(at, 'must not hold a password: use callback_secret');
  if (LINK_LOCAL.test(url.hostname)) return note(at, 'must not be a link-local or metadata address');
  return url.href;
}
