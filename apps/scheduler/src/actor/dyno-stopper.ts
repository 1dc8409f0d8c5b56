import { Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { HostEngines } from '../hosts/host-engines.js';
import { LogCollector } from '../logs/log-collector.js';
import { containerName } from './dyno-container.js';

const GRACE_MS = 10_000;

/** Ends and removes containers: SIGTERM, after 10 s SIGKILL, then its last lines are read, then it goes. */
@Injectable()
export class DynoStopper {
  constructor(
    private readonly engines: HostEngines,
    private readonly logs: LogCollector,
  ) {}

  /** Returns the exit code; null when there was no container, or none that ever ran. */
  async stop(dyno: DynoEntity): Promise<number | null> {
    const engine = await this.engines.of(dyno.hostId);
    const container = dyno.containerId ?? containerName(dyno);
    try {
      await engine.stop(container, GRACE_MS);
      const exitCode = await exitCodeOf(engine, container);
      await this.logs.finish(dyno);
      await engine.remove(container, { force: true, volumes: true });
      return exitCode;
    } catch (error) {
      if (isEngineError(error, 'not_found')) return null;
      throw error;
    }
  }
}

async function exitCodeOf(engine: ContainerEngine, container: string): Promise<number | null> {
  const { startedAt, exitCode } = await engine.inspect(container);
  return startedAt ? (exitCode ?? null) : null;
}
