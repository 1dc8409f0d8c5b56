import { Inject, Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { BuildEngines } from '../hosts/build-engines.js';
import { whileHostAnswers } from '../hosts/host-watch.js';
import { RegistryLogins, type RegistryLogin } from '../hosts/registry-logins.js';
import type { BuildRun } from '../run/build-run.js';
import { withReason } from '../run/with-limit.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { packSource } from '../source/pack-source.js';
import type { Place } from '../steps/await-place.js';
import { BuildContainer } from './build-container.js';
import { buildContainerSpec } from './build-container-spec.js';
import { BASE_STORE, containerFiles, SOURCE_DIR } from './container-files.js';
import { HostPreparation, type PreparedHost } from './host-preparation.js';
import type { Sandbox } from './sandbox.js';

export interface ContainerWish {
  place: Place;
  tree: string;
  generatedDockerfile: string | null;
}

type Around = PreparedHost & { sandbox: Sandbox; login: RegistryLogin | null };

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

  /** Nothing of the container is left when this settles, unless its host is gone. */
  async within<T>(
    run: BuildRun,
    wish: ContainerWish,
    work: (container: BuildContainer, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { engine, sandbox } = await this.engines.on(wish.place.hostId);
    const login = await this.logins.for(run);
    try {
      return await whileHostAnswers(engine, run.signal, async (signal) => {
        const prepare = () => this.preparation.prepare(engine, run, { sandbox, login, signal });
        const around = { ...(await withReason(signal, prepare)), sandbox, login };
        const container = await this.create(engine, run, { ...around, place: wish.place });
        const use = async () => {
          await this.fill(container, wish, around);
          return work(container, signal);
        };
        return withReason(signal, use).finally(() => container.remove());
      });
    } finally {
      await login?.revoke();
    }
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
    const { generatedDockerfile: dockerfile } = wish;
    const place = { storageDriver: sandbox.storageDriver, hasBaseStore: baseStore !== null };
    await container.put('/', containerFiles({ registry: this.settings.registry, login, dockerfile, ...place }));
    await container.put(SOURCE_DIR, packSource(wish.tree));
    await container.start();
    // which layers the registry has already: with it, the base image is not sent again
    if (baseStore && isNewCache) await container.ask(['cp', '-rn', `${BASE_STORE}/cache`, '/var/lib/containers/']);
  }
}
