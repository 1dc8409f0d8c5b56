import { Inject, Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { BuildEngines } from '../hosts/build-engines.js';
import { whileHostAnswers } from '../hosts/host-watch.js';
import { RegistryLogins, type RegistryLogin } from '../hosts/registry-logins.js';
import type { BuildRun } from '../run/build-run.js';
import { withReason } from '../run/with-limit.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import type { Place } from '../steps/await-place.js';
import { BuildContainer } from './build-container.js';
import { buildContainerSpec } from './build-container-spec.js';
import { cacheVolumeOf } from './build-labels.js';
import { BASE_STORE, containerFiles, type BuildFiles } from './container-files.js';
import { HostPreparation, type PreparedHost } from './host-preparation.js';
import type { Sandbox } from './sandbox.js';

export interface ContainerWish extends BuildFiles {
  place: Place;
}

type Work<T> = (container: BuildContainer, signal: AbortSignal) => Promise<T>;
type Around = PreparedHost & { sandbox: Sandbox; login: RegistryLogin | null };

const CACHE_DIR = '/var/lib/containers';
const SPARE_MS = 300_000;

/** Makes the container that one build runs in, with its source, its limits and its way into the registry; and takes it away. */
@Injectable()
export class BuildContainers {
  constructor(
    private readonly engines: BuildEngines,
    private readonly logins: RegistryLogins,
    private readonly preparation: HostPreparation,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  /** A container that failed is gone when this settles (unless its host is); one that succeeded goes with the run. */
  async within<T>(run: BuildRun, wish: ContainerWish, work: Work<T>): Promise<T> {
    const { engine, sandbox } = await this.engines.on(wish.place.hostId);
    const login = await this.logins.for(run);
    if (login) run.later(() => login.revoke());
    return whileHostAnswers(engine, run.signal, async (signal) => {
      const prepare = () => this.preparation.prepare(engine, run, { sandbox, login, signal });
      const around = { ...(await withReason(signal, prepare)), sandbox, login };
      const container = await this.create(engine, run, { ...around, place: wish.place });
      try {
        const result = await withReason(signal, () => this.use(container, { wish, around, work, signal }));
        run.later(() => this.retire(engine, run, container));
        return result;
      } catch (error) {
        await container.remove();
        throw error;
      }
    });
  }

  private async use<T>(
    container: BuildContainer,
    { wish, around, work, signal }: { wish: ContainerWish; around: Around; work: Work<T>; signal: AbortSignal },
  ): Promise<T> {
    await this.fill(container, wish, around);
    return work(container, signal);
  }

  private async retire(engine: ContainerEngine, { build }: BuildRun, container: BuildContainer): Promise<void> {
    const cacheMib = await container.sizeMib(CACHE_DIR).catch(() => 0);
    await container.remove();
    if (!(cacheMib > this.settings.build.cacheMib)) return;
    // another build of the app may use it just now: then it goes with that one
    await engine.removeVolume(cacheVolumeOf(build.appId)).catch(ignoreEngineError);
  }

  private async create(
    engine: ContainerEngine,
    run: BuildRun,
    { sandbox, baseStore, place }: Around & { place: Place },
  ): Promise<BuildContainer> {
    const { builderImage: image, build } = this.settings;
    const { cpuMillis, memoryMib } = place;
    const limits = { cpuMillis, memoryMib, pids: build.pids, lifetimeMs: build.timeoutMs + SPARE_MS };
    const spec = buildContainerSpec(run, { image, sandbox, baseStore, ...limits });
    return new BuildContainer(engine, await engine.create(spec));
  }

  private async fill(container: BuildContainer, wish: ContainerWish, around: Around): Promise<void> {
    const { login, sandbox, baseStore, isNewCache } = around;
    const { registry } = this.settings;
    const settings = { registry, login, storageDriver: sandbox.storageDriver, hasBaseStore: baseStore !== null };
    await Promise.all([container.put(containerFiles(settings, wish)), container.start()]);
    // which layers the registry has already: with it, the base image is not sent again
    if (baseStore && isNewCache) await container.must(['cp', '-rn', `${BASE_STORE}/cache`, '/var/lib/containers/']);
  }
}

function ignoreEngineError(error: unknown): void {
  if (!isEngineError(error)) throw error;
}
