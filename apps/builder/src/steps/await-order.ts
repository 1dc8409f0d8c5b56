import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { OpenBuildsRepository } from '@jujube/database/builds/open-builds.repository.js';
import type { BuildRun } from '../run/build-run.js';

const LOOK_EVERY_MS = 500;
const LONGEST_WAIT_MS = 600_000;

/** Holds a release back until earlier builds of its app are over: a quick build of new code must not lose to a slow one of old. */
@Injectable()
export class AwaitOrder {
  constructor(private readonly builds: OpenBuildsRepository) {}

  async await({ build, output, signal }: BuildRun): Promise<void> {
    signal.throwIfAborted();
    const untilMs = performance.now() + LONGEST_WAIT_MS;
    for (let looks = 0; performance.now() < untilMs && (await this.builds.hasEarlier(build.id)); looks++) {
      if (looks === 0) output.heading('Waiting for an earlier build of this app');
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      signal.throwIfAborted();
    }
  }
}
