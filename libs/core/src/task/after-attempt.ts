import type { TaskPhase } from './task-phase.js';

/** How often a task is tried again: when its container could not even be started, and when its program failed. */
export interface TaskRetries {
  readonly neverStarted: number;
  readonly failed: number;
}

/** What is known of a task's attempts so far. */
export interface TaskTries {
  readonly retries: TaskRetries;
  readonly neverStarted: number;
  readonly failed: number;
}

/** How an attempt came to its end. */
export type TaskOutcome =
  | { readonly kind: 'exited'; readonly exitCode: number; readonly reason: string | null }
  /** its time was up */
  | { readonly kind: 'overdue'; readonly reason: string }
  | { readonly kind: 'killed' }
  /** nothing of it ran; hopeless: and nothing ever will, e.g. because there is no such image */
  | { readonly kind: 'never-started'; readonly reason: string; readonly isHopeless: boolean }
  /** it ran, and nobody knows what became of it */
  | { readonly kind: 'lost'; readonly reason: string };

/** The end of the task, or another attempt. */
export interface AfterAttempt {
  readonly phase: TaskPhase;
  readonly reason: string | null;
  readonly neverStarted: number;
  readonly failed: number;
}

/** Nothing that has run is run again unless its owner said so: it may have done its work. */
export function afterAttempt({ retries, neverStarted, failed }: TaskTries, outcome: TaskOutcome): AfterAttempt {
  const end = (phase: TaskPhase, reason: string | null): AfterAttempt => ({ phase, reason, neverStarted, failed });
  switch (outcome.kind) {
    case 'killed':
      return end('killed', 'killed by its owner');
    case 'lost':
      return end('lost', outcome.reason);
    case 'overdue':
      return end('failed', outcome.reason);
    case 'never-started':
      if (outcome.isHopeless || neverStarted >= retries.neverStarted) return end('error', outcome.reason);
      return { phase: 'queued', reason: outcome.reason, neverStarted: neverStarted + 1, failed };
    case 'exited':
      if (outcome.exitCode === 0) return end('finished', null);
      if (failed >= retries.failed) return end('failed', outcome.reason);
      return { phase: 'queued', reason: outcome.reason, neverStarted, failed: failed + 1 };
  }
}
