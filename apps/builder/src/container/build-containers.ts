import { Inject, Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { engineCredentials } from '@jujube/registry/engine-credentials.js';
import { BuildEngines } from '../hosts/build-engines.js';
import { RegistryLogins, type RegistryLogin } from '../hosts/registry-logins.js';
import type { BuildRun } from '../run/build-run.js';
import { whileHostAnswers } from '../hosts/host-watch.js';
import { withReason } from '../run/with-limit.js';
import type { Sandbox } from './sandbox.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { packSource } from '../source/pack-source.js';
import type { Place } from '../steps/await-place.js';
import { BuildContainer } from './build-container.js';
import { buildContainerSpec } from './build-container-spec.js';
import { BUILD_LABEL, cacheVolumeOf } from './build-labels.js';
import { containerFiles, SOURCE_DIR } from './container-files.js';

export interface ContainerContent {
  tree: string;
  generatedDockerfile: string | null;
}

const SPARE_MS = 300_000;

/** Makes the container that one build runs in, with its source, its limits and its way into the registry; and takes it away. */
@Injectable()
export class BuildContainers {
  constructor(
    private readonly engines: BuildEngines,
    private readonly logins: RegistryLogins,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  /** Nothing of the container is left when this settles, unless its host is gone. */
  async within<T>(
    run: BuildRun,
    wish: { place: Place; content: ContainerContent },
    work: (container: BuildContainer, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { engine, sandbox } = await this.engines.on(wish.place.hostId);
    return whileHostAnswers(engine, run.signal, async (signal) => {
      await withReason(signal, () => this.prepare(engine, run, signal));
      const login = await this.logins.for(run);
      const container = await this.create(engine, run, { sandbox, ...wish.place });
      try {
        return await withReason(signal, async () => {
          await this.fill(container, login, wish.content);
          return work(container, signal);
        });
      } finally {
        await Promise.all([container.remove(), login?.revoke()]);
      }
    });
  }

  private async create(
    engine: ContainerEngine,
    run: BuildRun,
    wish: { sandbox: Sandbox } & Place,
  ): Promise<BuildContainer> {
    const { builderImage: image, build } = this.settings;
    const { cpuMillis, memoryMib, sandbox } = wish;
    const limits = { cpuMillis, memoryMib, pids: build.pids, lifetimeMs: build.timeoutMs + SPARE_MS };
    return new BuildContainer(engine, await engine.create(buildContainerSpec(run, { image, sandbox, ...limits })));
  }

  // what a killed worker left of this build would eat memory that its place does not have twice
  private async prepare(engine: ContainerEngine, { build }: BuildRun, signal: AbortSignal): Promise<void> {
    const volume = engine.createVolume(cacheVolumeOf(build.appId), { [BUILD_LABEL.appId]: build.appId });
    const left = await engine.list({ labels: { [BUILD_LABEL.build]: build.id } });
    await Promise.all([volume, this.pull(engine, signal), ...left.map(({ id }) => engine.remove(id, { force: true }))]);
  }

  private async pull(engine: ContainerEngine, signal: AbortSignal): Promise<void> {
    const { builderImage, registry } = this.settings;
    if (await engine.imageExists(builderImage)) return;
    const auth = engineCredentials(builderImage, registry);
    await engine.pull(builderImage, { auth, signal });
  }

  private async fill(container: BuildContainer, login: RegistryLogin | null, content: ContainerContent): Promise<void> {
    const { registry } = this.settings;
    await container.put('/', containerFiles({ registry, login, dockerfile: content.generatedDockerfile }));
    await container.put(SOURCE_DIR, packSource(content.tree));
    await container.start();
  }
}
