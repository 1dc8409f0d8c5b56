import type { PastRelease } from '@jujube/core/release/next-release.js';

const IMAGE_COMMAND = '';

/** Process types of a pushed image: those that the app has, since an image cannot name any; at first `web` with the image's own command. */
export function processTypesFor(base: PastRelease): Readonly<Record<string, string>> {
  return Object.keys(base.processTypes).length > 0 ? base.processTypes : { web: IMAGE_COMMAND };
}
