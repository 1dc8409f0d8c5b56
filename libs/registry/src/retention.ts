export interface RetentionInput {
  /** Releases of one app, in any order. `digest` is null for a release without an image. */
  releases: readonly { version: number; digest: string | null }[];
  /** Images of running dynos, deployments under way and targets of rollbacks. */
  inUse: Iterable<string>;
  /** What is in the registry or on a host. `isFresh`: a release of it may still be on its way. */
  present: readonly { digest: string; isFresh: boolean }[];
  keepImages?: number;
}

const KEEP_IMAGES = 10;

/**
 * Digests to delete: all but the last ten images that were released, whatever is in use, and what just came. Images are
 * counted, not releases, so that many config changes in a row do not use up the ones to roll back to.
 */
export function prunableDigests({ releases, inUse, present, keepImages = KEEP_IMAGES }: RetentionInput): string[] {
  const kept = new Set([...lastImages(releases, keepImages), ...inUse]);
  const prunable = present.filter(({ digest, isFresh }) => !isFresh && !kept.has(digest));
  return [...new Set(prunable.map(({ digest }) => digest))];
}

function lastImages(releases: RetentionInput['releases'], count: number): string[] {
  const newestFirst = [...releases].sort((a, b) => b.version - a.version);
  const digests = newestFirst.map(({ digest }) => digest).filter((digest) => digest !== null);
  return [...new Set(digests)].slice(0, count);
}
