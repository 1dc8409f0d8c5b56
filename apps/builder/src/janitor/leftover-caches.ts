import { Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { AppNames } from '@jujube/database/apps/app-names.js';
import { BUILD_LABEL, cacheVolumeOf } from '../container/build-labels.js';
import { BuildEngines } from '../hosts/build-engines.js';
import { ignoreAbsentHost } from './leftover-containers.js';

/** Removes the layer caches of apps that were destroyed. */
@Injectable()
export class LeftoverCaches {
  constructor(
    private readonly engines: BuildEngines,
    private readonly apps: AppNames,
  ) {}

  async remove(): Promise<void> {
    const engines = await this.engines.reachable();
    await Promise.all(engines.map((engine) => this.removeOn(engine).catch(ignoreAbsentHost)));
  }

  private async removeOn(engine: ContainerEngine): Promise<void> {
    for (const { name, labels } of await engine.listVolumes()) {
      const appId = labels[BUILD_LABEL.appId];
      if (!appId || name !== cacheVolumeOf(appId) || (await this.apps.of(appId)) !== null) continue;
      await engine.removeVolume(name).catch(ignoreUsed);
    }
  }
}

function ignoreUsed(error: unknown): void {
  if (!isEngineError(error, 'conflict')) throw error;
}
