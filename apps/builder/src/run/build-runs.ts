import { mkdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { AppNames } from '@jujube/database/apps/app-names.js';
import { BuildsRepository } from '@jujube/database/builds/builds.repository.js';
import { LeaseKeeper } from '@jujube/database/leases/lease-keeper.js';
import type { Lease } from '@jujube/database/leases/lease.js';
import type { Job } from '@jujube/queue/jobs.js';
import { OutputStore } from '../output/output-store.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';
import { WorkerStopping } from './build-failure.js';
import type { BuildRun } from './build-run.js';
import { CancelWatch } from './cancel-watch.js';

export interface OpenRun extends BuildRun {
  /** the lease is not renewed any more, and the directory is gone */
  close(): Promise<void>;
}

/** Claims builds and keeps the claim alive while they are worked on. */
@Injectable()
export class BuildRuns {
  private readonly owner = `${hostname()}-${process.pid}`;

  constructor(
    private readonly builds: BuildsRepository,
    private readonly apps: AppNames,
    private readonly store: OutputStore,
    @Inject(SETTINGS) private readonly settings: BuilderSettings,
  ) {}

  /** null when there is nothing to do: another worker has the build, or it is over. */
  async open(job: Job, stopping: AbortSignal): Promise<OpenRun | null> {
    const lease = await this.builds.claim(job, this.owner);
    if (!lease) return null;
    const keeper = new LeaseKeeper(() => this.builds.renew(lease));
    const cancel = new CancelWatch(this.builds, lease.rowId);
    const directory = join(this.settings.build.workDir, `${lease.rowId}-${lease.fence}`);
    const worker = asWorkerStopping(stopping);
    const laterWork: (() => Promise<unknown>)[] = [];
    const later: BuildRun['later'] = (work) => void laterWork.push(work);
    const close = async () => {
      await Promise.all(laterWork.map((work) => work()));
      keeper.stop();
      cancel.stop();
      worker.forget();
      await rm(directory, { recursive: true, force: true });
    };
    const signal = AbortSignal.any([keeper.signal, cancel.signal, worker.signal]);
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      return { ...(await this.describe(lease)), lease, directory, signal, later, close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  private async describe(lease: Lease): Promise<Pick<BuildRun, 'build' | 'appName' | 'output'>> {
    const build = await this.builds.byId(lease.rowId);
    const appName = build && (await this.apps.of(build.appId));
    if (!appName) throw new Error(`build ${lease.rowId} was claimed, but it or its app is gone`);
    return { build, appName, output: this.store.openFor(lease) };
  }
}

function asWorkerStopping(stopping: AbortSignal): { signal: AbortSignal; forget(): void } {
  const translated = new AbortController();
  const stop = () => translated.abort(new WorkerStopping());
  if (stopping.aborted) stop();
  // this signal outlives the build
  stopping.addEventListener('abort', stop);
  return { signal: translated.signal, forget: () => stopping.removeEventListener('abort', stop) };
}
