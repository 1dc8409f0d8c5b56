import { UserError } from '../errors/user-error.js';

export interface GitUrl {
  /** `file` is read from the builder's own disk, and only below the configured roots */
  readonly kind: 'http' | 'https' | 'ssh' | 'file';
  /** as git takes it: an absolute path for `file` */
  readonly url: string;
}

const MAX_LENGTH = 2_048;
const HOST = String.raw`(?:\[[0-9a-fA-F:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)`;
const WEB = new RegExp(String.raw`^(https?)://(?:[^@/?#\\]*@)?${HOST}(?::\d{1,5})?(?:/[^#\\]*)?$`);
const SSH = new RegExp(String.raw`^ssh://(?:[A-Za-z0-9_][A-Za-z0-9._-]*@)?${HOST}(?::\d{1,5})?/[^?#\\]+$`);
const SCP_LIKE = new RegExp(String.raw`^[A-Za-z0-9_][A-Za-z0-9._-]*@${HOST}:[A-Za-z0-9_.~/][^?#\\]*$`);
const SUPPORTED = 'give an http://, https://, ssh:// or file:// address, git@host:path, or an absolute path';

/** Accepts only what git will read as an address: no options, no helper transports, nothing hidden. Throws `invalid_params`. */
export function parseGitUrl(text: string): GitUrl {
  if (text.length > MAX_LENGTH) refuse(`it is longer than ${MAX_LENGTH} characters`);
  if (/[\x00-\x20\x7f-\xa0]|\s/.test(text)) refuse('it holds white space or control characters');
  if (/%(0[0-9a-f]|1[0-9a-f]|7f|25)/i.test(text)) refuse('it hides control characters behind a %');
  if (text.startsWith('-')) refuse('it starts with a dash, like an option');
  if (/^[^/]*::/.test(text.replace(/\[[0-9a-fA-F:.]+\]/, '')))
    refuse('helper transports (name::address) are not allowed');
  const web = WEB.exec(text);
  if (web) return { kind: web[1] as 'http' | 'https', url: text };
  if (SSH.test(text) || SCP_LIKE.test(text)) return { kind: 'ssh', url: text };
  return { kind: 'file', url: parsePath(text) };
}

function parsePath(text: string): string {
  const path = text.replace(/^file:\/\/(localhost)?(?=\/)/, '');
  if (!path.startsWith('/')) {
    const [scheme] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(path) ?? [];
    const isKnown = scheme === undefined || /^(https?|ssh|file):/i.test(scheme);
    return refuse(`${isKnown ? '' : `${scheme} is not supported; `}${SUPPORTED}`);
  }
  if (/[%\\?#*]/.test(path) || path.split('/').includes('..')) refuse('a path must be plain, without .. or % ? # * \\');
  return path.replace(/\/{2,}/g, '/');
}

/** Says nothing of what was given: it may hold a password. */
function refuse(why: string): never {
  throw new UserError('invalid_params', `This git address cannot be used: ${why}.`);
}
