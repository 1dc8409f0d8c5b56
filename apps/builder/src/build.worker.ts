import { Inject, Injectable } from '@nestjs/common';
import { LostLease } from '@jujube/database/leases/lost-lease.js';
import type { JobHandler } from '@jujube/queue/job-handler.js';
import type { Job } from '@jujube/queue/jobs.js';
import { BuildRecipe } from './build-recipe.js';
import { BuildEnding } from './ending/build-ending.js';
import { BuildRuns } from './run/build-runs.js';
import { SETTINGS, type BuilderSettings } from './settings.provider.js';

/** Takes builds from the queue, one turn each: claim, follow the recipe, write down the end. */
@Injectable()
export class BuildWorker implements JobHandler {
  readonly kind = 'build';
  readonly concurrency: number;

  constructor(
    private readonly runs: BuildRuns,
    private readonly recipe: BuildRecipe,
    private readonly ending: BuildEnding,
    @Inject(SETTINGS) settings: BuilderSettings,
  ) {
    this.concurrency = settings.build.concurrency;
  }

  async handle(job: Job, stopping: AbortSignal): Promise<void> {
    const run = await this.runs.open(job, stopping);
    if (!run) return;
    try {
      this.ending.refuseTooManyAttempts(run);
      await this.recipe.follow(run);
      await this.ending.succeeded(run);
    } catch (error) {
      await this.ending.failed(run, error).catch(ignoreLostLease);
    } finally {
      await run.close();
    }
  }
}

// another worker took over between the failure and its report
function ignoreLostLease(error: unknown): void {
  if (!(error instanceof LostLease)) throw error;
}
