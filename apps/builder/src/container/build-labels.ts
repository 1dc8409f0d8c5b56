import { LABEL } from '@jujube/containers/labels.js';

export const BUILD_LABEL = {
  app: 'io.jujube.app',
  appId: 'io.jujube.app-id',
  build: 'io.jujube.build',
  /** fence of the lease under which the container was made: an older one than the build's is garbage */
  fence: 'io.jujube.fence',
  /** the base image that a volume holds unpacked */
  baseImage: 'io.jujube.base-image',
} as const;

/** What every build container carries. */
export const KIND_BUILD = { [LABEL.kind]: 'build' };

/** The layer cache of one app on one host. */
export const cacheVolumeOf = (appId: string) => `jj-cache-${appId}`;
