import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { BuildOutputRepository } from '@jujube/database/build-output/build-output.repository.js';
import type { Lease } from '@jujube/database/leases/lease.js';
import { LostLease } from '@jujube/database/leases/lost-lease.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { BuildOutput } from './build-output.js';

const ATTEMPTS = 8;
const WAIT_MS = 1_000;

/** Where the output of builds goes; a short outage of the database loses none of it. */
@Injectable()
export class OutputStore {
  constructor(
    private readonly outputs: BuildOutputRepository,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  openFor(lease: Lease): BuildOutput {
    const limitBytes = this.settings.build.outputMib * 1024 * 1024;
    return new BuildOutput({ limitBytes, store: (text) => this.append(lease, text) });
  }

  private async append(lease: Lease, text: string, attempt = 1): Promise<void> {
    try {
      await this.outputs.append(lease, [text]);
    } catch (error) {
      if (error instanceof LostLease || attempt === ATTEMPTS) throw error;
      await delay(WAIT_MS);
      await this.append(lease, text, attempt + 1);
    }
  }
}
