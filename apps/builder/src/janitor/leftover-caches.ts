import { Inject, Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { AppNames } from '@jujube/database/apps/app-names.js';
import { BUILD_LABEL } from '../container/build-labels.js';
import { BuildEngines } from '../hosts/build-engines.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { ignoreAbsentHost } from './leftover-containers.js';

/** Removes the layer caches of apps that were destroyed, and base images that are not the base image any more. */
@Injectable()
export class LeftoverCaches {
  constructor(
    private readonly engines: BuildEngines,
    private readonly apps: AppNames,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  async remove(): Promise<void> {
    const engines = await this.engines.reachable();
    await Promise.all(engines.map((engine) => this.removeOn(engine).catch(ignoreAbsentHost)));
  }

  private async removeOn(engine: ContainerEngine): Promise<void> {
    for (const { name, labels } of await engine.listVolumes()) {
      if (!(await this.isNeeded(labels))) await engine.removeVolume(name).catch(ignoreUsed);
    }
  }

  private async isNeeded(labels: Record<string, string>): Promise<boolean> {
    const { [BUILD_LABEL.appId]: appId, [BUILD_LABEL.baseImage]: baseImage } = labels;
    if (appId) return (await this.apps.of(appId)) !== null;
    return baseImage === undefined || baseImage === this.settings.baseImage;
  }
}

function ignoreUsed(error: unknown): void {
  if (!isEngineError(error, 'conflict')) throw error;
}
