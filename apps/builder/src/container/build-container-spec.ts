import type { ContainerSpec } from '@jujube/containers/container-spec.js';
import type { BuildRun } from '../run/build-run.js';
import { BUILD_LABEL, cacheVolumeOf, KIND_BUILD } from './build-labels.js';
import { BASE_STORE } from './container-files.js';
import type { Sandbox } from './sandbox.js';

export interface BuildContainerWish {
  image: string;
  sandbox: Sandbox;
  cpuMillis: number;
  memoryMib: number;
  pids: number;
  /** volume with the base image; null: it is fetched */
  baseStore: string | null;
  /** the container ends by itself after this, whatever became of us */
  lifetimeMs: number;
}

/** The one-shot container of a build: it only sleeps; what it does is run in it. */
export function buildContainerSpec(run: BuildRun, wish: BuildContainerWish): ContainerSpec {
  const { build, lease, appName } = run;
  return {
    name: `jj-build-${build.id.slice(0, 8)}-${lease.fence}`,
    image: wish.image,
    entrypoint: ['/bin/sleep'],
    command: [String(Math.ceil(wish.lifetimeMs / 1000))],
    env: { HOME: '/root', TMPDIR: '/var/tmp', BUILDAH_ISOLATION: 'chroot' },
    labels: {
      ...KIND_BUILD,
      [BUILD_LABEL.app]: appName,
      [BUILD_LABEL.appId]: build.appId,
      [BUILD_LABEL.build]: build.id,
      [BUILD_LABEL.fence]: lease.fence,
    },
    cpuMillis: wish.cpuMillis,
    memoryMib: wish.memoryMib,
    pidsLimit: wish.pids,
    user: 'root',
    volumes: [
      { name: cacheVolumeOf(build.appId), target: '/var/lib/containers' },
      ...(wish.baseStore ? [{ name: wish.baseStore, target: BASE_STORE, readonly: true }] : []),
    ],
    capAdd: wish.sandbox.capAdd,
    securityOpt: wish.sandbox.securityOpt,
  };
}
