import { Injectable, Logger } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { GoneImagesRepository } from '@jujube/database/gone-images/gone-images.repository.js';
import { AppImages } from '@jujube/database/releases/app-images.js';
import { PullLogins } from '../actor/pull-logins.js';
import { HostEngines } from '../hosts/host-engines.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';
import { needlessImages, type Owners } from './needless-images.js';

const EVERY_MS = 600_000;

/** Takes images from hosts that no release to go back to and no dyno needs, and those of destroyed apps. */
@Injectable()
export class ImageRetention implements LeaderPart {
  private readonly logger = new Logger('images');

  constructor(
    private readonly images: AppImages,
    private readonly gone: GoneImagesRepository,
    private readonly engines: HostEngines,
    private readonly logins: PullLogins,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const rhythm = { signal, everyMs: EVERY_MS, wakeUp: new WakeUp(), logger: this.logger };
    // not at once: a new leader has better things to do
    await rhythm.wakeUp.wait(EVERY_MS, signal);
    await repeatedly(rhythm, () => this.prune(signal));
  }

  async prune(signal: AbortSignal): Promise<void> {
    const owners = await this.owners();
    for (const { engine } of (await this.engines.refresh()).values()) {
      if (signal.aborted) return;
      await this.pruneHost(engine, owners).catch((error: unknown) => this.logger.warn(error));
    }
  }

  private async owners(): Promise<Owners> {
    const gone = await this.gone.needless('anywhere');
    const apps = [];
    for (const id of await this.images.appIds()) apps.push(await this.images.of(id));
    return { apps: apps.filter((app) => app !== null), gone };
  }

  private async pruneHost(engine: ContainerEngine, owners: Owners): Promise<void> {
    const { registryHost } = this.logins;
    if (registryHost === null) return;
    const present = await engine.listImages({ prefix: `${registryHost}/` });
    for (const ref of needlessImages(present, owners, { registryHost, now: new Date() })) {
      await engine.removeImage(ref).catch((error: unknown) => {
        // a container still uses it: the next round may find it free
        if (!isEngineError(error, 'conflict')) throw error;
      });
      this.logger.log(`removed ${ref} from ${engine.host.name}`);
    }
  }
}
