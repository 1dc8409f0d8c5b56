import { Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { ContainerSpec } from '@jujube/containers/container-spec.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { crashpoint } from '../crashpoint.js';
import { HostEngines } from '../hosts/host-engines.js';
import { dynoContainer } from './dyno-container.js';
import { ImagePulls } from './image-pulls.js';
import { ReleaseConfigs } from './release-configs.js';

/** Makes a dyno's container run. Asked twice for the same dyno, it finds what it made the first time. */
@Injectable()
export class DynoStarter {
  constructor(
    private readonly engines: HostEngines,
    private readonly configs: ReleaseConfigs,
    private readonly pulls: ImagePulls,
  ) {}

  /** Returns the id of the running container. */
  async start(dyno: DynoEntity, signal: AbortSignal): Promise<string> {
    const [engine, config] = await Promise.all([this.engines.of(dyno.hostId), this.configs.of(dyno.releaseId)]);
    const containerId = await this.create(engine, dynoContainer(dyno, config), signal);
    crashpoint('container_created');
    signal.throwIfAborted();
    await engine.start(containerId);
    crashpoint('container_started');
    return containerId;
  }

  // asking for the image first would cost a call per dyno, and nearly always the image is there
  private async create(engine: ContainerEngine, spec: ContainerSpec, signal: AbortSignal): Promise<string> {
    try {
      return await engine.create(spec);
    } catch (error) {
      if (!isEngineError(error, 'no_such_image')) throw error;
    }
    await this.pulls.pull(engine, spec.image, signal);
    return engine.create(spec);
  }
}
