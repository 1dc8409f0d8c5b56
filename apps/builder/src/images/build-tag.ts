const PREFIX = 'build-';

/** The tag under which a build pushes its image. */
export const buildTagOf = (buildId: string) => `${PREFIX}${buildId}`;

/** The build that pushed under a tag; null for tags that others made. */
export function buildOfTag(tag: string): string | null {
  return tag.startsWith(PREFIX) ? tag.slice(PREFIX.length) : null;
}
