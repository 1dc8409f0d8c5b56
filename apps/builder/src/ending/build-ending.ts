import { Injectable, Logger } from '@nestjs/common';
import { BuildsRepository } from '@jujube/database/builds/builds.repository.js';
import { LostLease } from '@jujube/database/leases/lost-lease.js';
import { SourceArchivesRepository } from '@jujube/database/sources/source-archives.repository.js';
import { BuildTasksRepository } from '@jujube/database/tasks/build-tasks.repository.js';
import { BuildCancelled, BuildFailure, WorkerStopping } from '../run/build-failure.js';
import type { BuildRun } from '../run/build-run.js';

const MOST_ATTEMPTS = 3;

/** Writes down how a turn at a build ended: the build is over, or goes back for another turn. */
@Injectable()
export class BuildEnding {
  private readonly logger = new Logger('builder');

  constructor(
    private readonly builds: BuildsRepository,
    private readonly tasks: BuildTasksRepository,
    private readonly archives: SourceArchivesRepository,
  ) {}

  /** @throws BuildFailure when the build has killed enough workers */
  refuseTooManyAttempts({ build }: BuildRun): void {
    if (build.attempt <= MOST_ATTEMPTS) return;
    const text = `The builder ended ${MOST_ATTEMPTS} times while it worked on this build. Ask its operator for its log.`;
    throw new BuildFailure('worker_lost', text);
  }

  async succeeded(run: BuildRun): Promise<void> {
    await this.giveBack(run);
  }

  async failed(run: BuildRun, error: unknown): Promise<void> {
    // somebody else's build now: nothing to write
    if (error instanceof LostLease) return;
    if (error instanceof WorkerStopping) return this.builds.handOver(run.lease);
    if (error instanceof BuildCancelled) return this.end(run, { state: 'cancelled', message: error.message });
    if (error instanceof BuildFailure)
      return this.end(run, { state: 'failed', message: `${error.id}: ${error.message}` });
    this.logger.error(`build ${run.build.id}, attempt ${run.build.attempt}: ${(error as Error).stack}`);
    if (run.build.attempt < MOST_ATTEMPTS) return this.tryAgain(run);
    await this.end(run, { state: 'failed', message: 'internal: The builder failed. Ask its operator for its log.' });
  }

  private async tryAgain(run: BuildRun): Promise<void> {
    run.output.problem('The builder was interrupted; the build starts again');
    await run.output.flush();
    await this.builds.giveUp(run.lease);
  }

  private async end(
    run: BuildRun,
    { state, message }: { state: 'failed' | 'cancelled'; message: string },
  ): Promise<void> {
    run.output.problem(message);
    await run.output.flush();
    await this.builds.finish(run.lease, { state, phase: state, failure: state === 'failed' ? message : null });
    await this.giveBack(run);
  }

  private async giveBack({ build }: BuildRun): Promise<void> {
    await this.tasks.finish(build.id);
    if (build.source.kind === 'tar') await this.archives.remove(build.source.sourceId);
  }
}
