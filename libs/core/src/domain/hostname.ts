import { UserError } from '../errors/user-error.js';

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const MAX_LENGTH = 253;

/**
 * A custom domain as it is stored and routed: lower case, without a final dot, `*.x.y` for all direct subdomains.
 * Names below the base domain belong to apps already. Throws `invalid_params`.
 */
export function parseHostname(text: string, baseDomain: string): string {
  const hostname = text.toLowerCase().replace(/\.$/, '');
  if (/[^\p{ASCII}]/u.test(hostname)) refuse(text, 'write letters outside a to z in their ASCII form (xn--…)');
  if (/[/:@]/.test(hostname)) refuse(text, 'give only the name, without scheme, port or path');
  const labels = (hostname.startsWith('*.') ? hostname.slice(2) : hostname).split('.');
  if (labels.length < 2) refuse(text, 'it needs at least two parts, like www.example.com');
  if (hostname.length > MAX_LENGTH || !labels.every((label) => LABEL.test(label))) {
    refuse(text, 'its parts may hold letters, digits and inner dashes, and a * only as the whole first part');
  }
  if (/^\d+$/.test(labels.at(-1)!)) refuse(text, 'an address is no name');
  const base = baseDomain.toLowerCase();
  if (hostname === base || hostname.endsWith(`.${base}`)) refuse(text, `names below ${base} belong to apps`);
  return hostname;
}

function refuse(text: string, why: string): never {
  throw new UserError('invalid_params', `"${text.slice(0, 80)}" cannot be a domain: ${why}.`);
}
