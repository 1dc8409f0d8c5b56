import { UserError } from '@jujube/core/errors/user-error.js';
import { isBelowRoots } from '@jujube/core/source/below-roots.js';
import { parseGitSource } from '@jujube/core/source/git-source.js';
import type { BuildSource } from '@jujube/database/builds/build-source.js';

/** What somebody wants built: a git address with a ref, or an archive that was uploaded. */
export type SourceWish =
  | { readonly kind: 'git'; readonly url: string; readonly ref?: string }
  | { readonly kind: 'tar'; readonly sourceId: string; readonly version?: string };

interface Surroundings {
  readonly sourceRoots: readonly string[];
  readonly seal: (plain: string) => string;
}

/** The source as it is stored: checked, and with its password sealed apart from the address. */
export function buildSource(wish: SourceWish, { sourceRoots, seal }: Surroundings): BuildSource {
  if (wish.kind === 'tar')
    return { kind: 'tar', sourceId: wish.sourceId, ...(wish.version && { version: wish.version }) };
  const { kind, url, ref } = parseGitSource(wish);
  if (kind === 'file' && !isBelowRoots(url, sourceRoots)) throw refusePath(sourceRoots);
  const { bare, login } = splitLogin(kind, url);
  return { kind: 'git', url: bare, ref: ref ?? '', ...(login !== null && { credentials: seal(login) }) };
}

function refusePath(sourceRoots: readonly string[]): UserError {
  const where = sourceRoots.length > 0 ? `below ${sourceRoots.join(', ')}` : 'nowhere: SOURCE_ROOTS is not set';
  return new UserError(
    'invalid_params',
    `Sources on the builder's own disk are allowed ${where}. Give an https:// or ssh:// address instead.`,
  );
}

// an ssh user is part of the address; a web one is a secret
function splitLogin(kind: string, url: string): { bare: string; login: string | null } {
  if (kind !== 'http' && kind !== 'https') return { bare: url, login: null };
  const parts = new URL(url);
  if (parts.username === '' && parts.password === '') return { bare: url, login: null };
  const login = `${decodeURIComponent(parts.username)}:${decodeURIComponent(parts.password)}`;
  parts.username = '';
  parts.password = '';
  return { bare: parts.href, login };
}
