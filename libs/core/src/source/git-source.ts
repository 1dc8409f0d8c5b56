import { parseGitRef } from './git-ref.js';
import type { GitUrl } from './git-url.js';
import { parseGitUrl } from './git-url.js';

/** Where a build takes its source from. */
export interface GitSource extends GitUrl {
  /** null: the repository's default branch */
  readonly ref: string | null;
}

/** Throws `invalid_params`. A `file` source must also lie below the allowed roots: isBelowRoots(). */
export function parseGitSource(wish: { readonly url: string; readonly ref?: string | null | undefined }): GitSource {
  const hasRef = wish.ref !== undefined && wish.ref !== null && wish.ref !== '';
  return { ...parseGitUrl(wish.url), ref: hasRef ? parseGitRef(wish.ref!) : null };
}
