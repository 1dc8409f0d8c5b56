export interface RetentionInput {
  /**
   * Releases of one app, in any order. `digest` is null for a release without an image; one with several images is there
   * once with each.
   */
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
 * counted (all of a release as one), not releases, so that many config changes in a row do not use up the ones to roll back to.
 */
export function prunableDigests({ releases, inUse, present, keepImages = KEEP_IMAGES }: RetentionInput): string[] {
  const kept = new Set([...lastImages(releases, keepImages), ...inUse]);
  const prunable = present.filter(({ digest, isFresh }) => !isFresh && !kept.has(digest));
  return [...new Set(prunable.map(({ digest }) => digest))];
}

function lastImages(releases: RetentionInput['releases'], count: number): Set<string> {
  const last = new Set<string>();
  let changes = 0;
  for (const digests of newestFirst(releases)) {
    if (digests.every((digest) => last.has(digest))) continue;
    if (changes === count) break;
    changes += 1;
    for (const digest of digests) last.add(digest);
  }
  return last;
}

/** The images of each release. */
function newestFirst(releases: RetentionInput['releases']): string[][] {
  const byVersion = new Map<number, string[]>();
  for (const { version, digest } of releases)
    byVersion.set(version, [...(byVersion.get(version) ?? []), ...(digest === null ? [] : [digest])]);
  return [...byVersion].sort(([a], [b]) => b - a).map(([, digests]) => digests);
}
