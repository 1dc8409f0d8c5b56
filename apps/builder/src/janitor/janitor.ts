import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { OpenBuildsRepository } from '@jujube/database/builds/open-builds.repository.js';
import { Repeatedly } from '@jujube/queue/repeatedly.js';
import { LeftoverCaches } from './leftover-caches.js';
import { LeftoverContainers } from './leftover-containers.js';
import { NeedlessImages } from './needless-images.js';

/** Ends and clears away, again and again, what no worker is there to end and clear away. */
@Injectable()
export class Janitor implements OnModuleDestroy {
  private loops: Repeatedly[] = [];

  constructor(
    private readonly builds: OpenBuildsRepository,
    private readonly containers: LeftoverContainers,
    private readonly caches: LeftoverCaches,
    private readonly images: NeedlessImages,
  ) {}

  start(): void {
    this.loops = [
      new Repeatedly({ name: 'end of cancelled builds', everyMs: 5_000, turn: () => this.builds.endCancelled() }),
      new Repeatedly({ name: 'leftover containers', everyMs: 30_000, turn: () => this.containers.remove() }),
      new Repeatedly({ name: 'needless images', everyMs: 3_600_000, turn: () => this.images.remove() }),
      new Repeatedly({ name: 'leftover caches', everyMs: 600_000, turn: () => this.caches.remove() }),
    ];
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
  }
}
