import type { Job, JobKind } from './jobs.js';

/** What a worker process does with one kind of job. */
export interface JobHandler {
  readonly kind: JobKind;
  /** how many of them run at once in this process */
  readonly concurrency: number;

  /**
   * Claims the row that the job points to, and returns when there is nothing to do. A job may come twice, and late. The signal
   * aborts when the process is to end: give the row back and return; the sweeper finds it.
   */
  handle(job: Job, signal: AbortSignal): Promise<void>;
}
