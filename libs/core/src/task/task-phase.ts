/**
 * Only forward, but for a new attempt, which begins at `queued` again: `staging` (it has a host, and its container is being made),
 * `running`, `terminating` (somebody ends it). The others are final: `error` tells that it could never run.
 */
export type TaskPhase =
  'queued' | 'staging' | 'running' | 'terminating' | 'finished' | 'failed' | 'killed' | 'lost' | 'error';

export const OPEN_PHASES: readonly TaskPhase[] = ['queued', 'staging', 'running', 'terminating'];

export function isFinal(phase: TaskPhase): boolean {
  return !OPEN_PHASES.includes(phase);
}
