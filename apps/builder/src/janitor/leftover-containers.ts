import { Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { OpenBuildsRepository } from '@jujube/database/builds/open-builds.repository.js';
import { BUILD_LABEL, KIND_BUILD } from '../container/build-labels.js';
import { BuildEngines } from '../hosts/build-engines.js';

/** Removes build containers that nobody works in any more: their build is over, or another worker has it by now. */
@Injectable()
export class LeftoverContainers {
  constructor(
    private readonly engines: BuildEngines,
    private readonly builds: OpenBuildsRepository,
  ) {}

  async remove(): Promise<void> {
    const engines = await this.engines.reachable();
    await Promise.all(engines.map((engine) => this.removeOn(engine).catch(ignoreAbsentHost)));
  }

  private async removeOn(engine: ContainerEngine): Promise<void> {
    const containers = await engine.list({ labels: KIND_BUILD });
    const buildIds = containers.map(({ labels }) => labels[BUILD_LABEL.build] ?? '').filter((id) => id !== '');
    // asked after the list: a build that began in between is not in it
    const fences = await this.builds.fences(buildIds);
    for (const { id, labels, state } of containers) {
      const { [BUILD_LABEL.build]: build, [BUILD_LABEL.fence]: fence } = labels;
      // without a build it fills the store of the base image, and ends by itself
      const isNeeded = build ? fences.get(build) === fence : state !== 'exited';
      if (!isNeeded) await engine.remove(id, { force: true, volumes: true });
    }
  }
}

// it is looked at again when it is back
export function ignoreAbsentHost(error: unknown): void {
  if (!isEngineError(error)) throw error;
}
