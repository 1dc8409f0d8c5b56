import { Inject, Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { engineCredentials } from '@jujube/registry/engine-credentials.js';
import type { RegistryLogin } from '../hosts/registry-logins.js';
import type { BuildRun } from '../run/build-run.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { BaseStores } from './base-stores.js';
import { BUILD_LABEL, cacheVolumeOf } from './build-labels.js';
import type { Sandbox } from './sandbox.js';

export interface PreparedHost {
  /** volume with the base image */
  baseStore: string | null;
  /** nothing of this app was built on the host before */
  isNewCache: boolean;
}

/** Brings what a build needs to its host: builder image, cache volume, base image; and clears away its earlier attempts. */
@Injectable()
export class HostPreparation {
  constructor(
    private readonly baseStores: BaseStores,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  async prepare(
    engine: ContainerEngine,
    run: BuildRun,
    wish: { sandbox: Sandbox; login: RegistryLogin | null; signal: AbortSignal },
  ): Promise<PreparedHost> {
    const { appId } = run.build;
    const [found] = await Promise.all([
      engine.listVolumes(),
      this.pullBuilder(engine, wish.signal),
      this.removeEarlierAttempts(engine, run),
    ]);
    const volumes = new Set(found.map(({ name }) => name));
    const isNewCache = !volumes.has(cacheVolumeOf(appId));
    if (isNewCache) await engine.createVolume(cacheVolumeOf(appId), { [BUILD_LABEL.appId]: appId });
    return { isNewCache, baseStore: await this.baseStores.on(engine, { ...wish, volumes }) };
  }

  private async pullBuilder(engine: ContainerEngine, signal: AbortSignal): Promise<void> {
    const { builderImage, registry } = this.settings;
    if (await engine.imageExists(builderImage)) return;
    await engine.pull(builderImage, { auth: engineCredentials(builderImage, registry), signal });
  }

  // what a killed worker left would eat memory that the build's place does not have twice
  private async removeEarlierAttempts(engine: ContainerEngine, { build }: BuildRun): Promise<void> {
    const left = await engine.list({ labels: { [BUILD_LABEL.build]: build.id } });
    await Promise.all(left.map(({ id }) => engine.remove(id, { force: true, volumes: true })));
  }
}
