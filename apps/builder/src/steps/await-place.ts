import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { BuildHosts } from '@jujube/database/hosts/build-hosts.js';
import { Nudges } from '@jujube/database/nudges.js';
import { BuildTasksRepository, type BuildPlace } from '@jujube/database/tasks/build-tasks.repository.js';
import { BuildCancelled, BuildFailure } from '../run/build-failure.js';
import type { BuildRun } from '../run/build-run.js';
import { WakeUp } from '../run/wake-up.js';
import { withLimit } from '../run/with-limit.js';

const LONGEST_WAIT_MS = 30 * 60_000;
const LOOK_EVERY_MS = 2_000;
const NOTICE_MS = 20_000;

export type Place = BuildPlace & { hostId: string };

/** Waits until the scheduler has found a host with room for the build, and says why it takes long. */
@Injectable()
export class AwaitPlace {
  constructor(
    private readonly tasks: BuildTasksRepository,
    private readonly nudges: Nudges,
    private readonly hosts: BuildHosts,
  ) {}

  async await(run: BuildRun): Promise<Place> {
    const failure = () =>
      new BuildFailure('no_place', `No host had room for ${LONGEST_WAIT_MS / 60_000} minutes. See \`jujube hosts\`.`);
    return withLimit(run.signal, { ms: LONGEST_WAIT_MS, failure }, (signal) => this.look(run, signal));
  }

  /** Gives the place back because its host is lost, and waits a little for the scheduler to notice that too. */
  async giveUp(run: BuildRun, place: Place): Promise<void> {
    const deadlineMs = performance.now() + NOTICE_MS;
    while (performance.now() < deadlineMs && (await this.hosts.one(place.hostId))?.status === 'ready') {
      await delay(1_000, undefined, { signal: run.signal });
    }
    await this.tasks.requeue(run.build.id);
  }

  private async look(run: BuildRun, signal: AbortSignal): Promise<Place> {
    let told: string | null = null;
    const news = new WakeUp();
    const stopListening = this.nudges.on('tasks', () => news.wake());
    try {
      for (;;) {
        signal.throwIfAborted();
        const place = await this.tasks.ofBuild(run.build.id);
        // the task of a build goes when somebody ends the build
        if (!place || place.state === 'finished') throw new BuildCancelled();
        if (place.hostId !== null) return { ...place, hostId: place.hostId };
        if (place.blocked !== null && place.blocked !== told) run.output.detail(`Waiting for a host: ${place.blocked}`);
        told = place.blocked;
        await news.next(LOOK_EVERY_MS, signal);
      }
    } finally {
      stopListening();
    }
  }
}
