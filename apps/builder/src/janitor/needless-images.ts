import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AppImages } from '@jujube/database/releases/app-images.js';
import { GoneImages } from '../images/gone-images.js';
import { PruneImagesWorker } from '../images/prune-images.worker.js';

/**
 * Looks through the registry's images of every app: what was pushed by others is released without a job of ours. Then through
 * those of apps that are gone: their dynos may have ended later than the job of theirs.
 */
@Injectable()
export class NeedlessImages implements OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(
    private readonly images: AppImages,
    private readonly pruning: PruneImagesWorker,
    private readonly gone: GoneImages,
  ) {}

  async remove(): Promise<void> {
    for (const rowId of await this.images.appIds()) {
      if (!this.stopping.signal.aborted) await this.pruning.handle({ rowId }, this.stopping.signal);
    }
    if (!this.stopping.signal.aborted) await this.gone.remove(this.stopping.signal);
  }

  onModuleDestroy(): void {
    this.stopping.abort(new Error('the builder is being stopped'));
  }
}
