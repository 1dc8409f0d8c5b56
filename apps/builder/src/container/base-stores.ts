import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { RegistryLogin } from '../hosts/registry-logins.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { BuildContainer } from './build-container.js';
import { BUILD_LABEL, KIND_BUILD } from './build-labels.js';
import { AUTH_FILE, containerFiles } from './container-files.js';
import type { Sandbox } from './sandbox.js';

export interface BaseStoreWish {
  sandbox: Sandbox;
  login: RegistryLogin | null;
  /** names of the volumes that the host has */
  volumes: ReadonlySet<string>;
  signal: AbortSignal;
}

const LIMIT_MS = 300_000;
const LIMITS = { cpuMillis: 200, memoryMib: 512, pidsLimit: 256 };

/**
 * The base image, unpacked once per host into a volume that builds mount read-only; else the first build of every app would
 * fetch and unpack it again. What fills it is a container that runs nothing of any user.
 */
@Injectable()
export class BaseStores {
  private readonly logger = new Logger('builder');
  private readonly filling = new Map<string, Promise<void>>();

  constructor(@Inject(SETTINGS) private readonly settings: BuilderSettings) {}

  /** Name of the volume; null when it cannot be filled: then builds fetch the base image themselves. */
  async on(engine: ContainerEngine, wish: BaseStoreWish): Promise<string | null> {
    const volume = this.volumeFor(wish.sandbox);
    if (wish.volumes.has(volume) && wish.volumes.has(markerOf(volume))) return volume;
    const key = `${engine.host.id} ${volume}`;
    const filling = this.filling.get(key) ?? this.fill(engine, volume, wish).finally(() => this.filling.delete(key));
    this.filling.set(key, filling);
    try {
      await filling;
      return volume;
    } catch (error) {
      wish.signal.throwIfAborted();
      this.logger.warn(`host ${engine.host.name}: no store of the base image: ${(error as Error).message}`);
      return null;
    }
  }

  // two installations may share an engine
  private volumeFor({ storageDriver }: Sandbox): string {
    const { baseImage, installationId } = this.settings;
    const hash = createHash('sha256').update([installationId, baseImage, storageDriver].join(' ')).digest('hex');
    return `jj-base-${hash.slice(0, 12)}`;
  }

  private async fill(
    engine: ContainerEngine,
    volume: string,
    { sandbox, login, signal }: BaseStoreWish,
  ): Promise<void> {
    const { baseImage, registry, builderImage: image } = this.settings;
    const labels = { [BUILD_LABEL.baseImage]: baseImage };
    await engine.createVolume(volume, labels);
    const mount = { name: volume, target: '/var/lib/containers' };
    const spec = { name: `${volume}-fill`, image, labels: { ...KIND_BUILD, ...labels }, volumes: [mount], ...LIMITS };
    const run = { entrypoint: ['/bin/sleep'], command: [String(LIMIT_MS / 1000)], user: 'root' };
    const { capAdd, securityOpt, storageDriver } = sandbox;
    const container = new BuildContainer(engine, await engine.create({ ...spec, ...run, capAdd, securityOpt }));
    try {
      await container.put(containerFiles({ registry, login, storageDriver, hasBaseStore: false }));
      await container.start();
      await container.must(['buildah', 'pull', '--quiet', `--authfile=${AUTH_FILE}`, baseImage], {
        signal,
        deadlineMs: LIMIT_MS,
      });
      await engine.createVolume(markerOf(volume), labels);
    } finally {
      await container.remove();
    }
  }
}

// an empty volume whose name says that the other one is whole
const markerOf = (volume: string) => `${volume}-filled`;
