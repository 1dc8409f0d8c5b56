import { isEngineError } from '@jujube/containers/engine-error.js';
import type { OurContainer } from '@jujube/containers/our-container.js';
import type { TaskOutcome } from '@jujube/core/task/after-attempt.js';

/** How the program of a container ended. */
export function exitOf({ exitCode = -1, oomKilled }: OurContainer, memoryMib: number): TaskOutcome {
  const reason = oomKilled ? `Out of memory: its limit is ${memoryMib} MiB` : `Exited with status ${exitCode}`;
  return { kind: 'exited', exitCode, reason: exitCode === 0 ? null : reason };
}

/** Why a container could not be made or started; throws what is the host's own trouble. */
export function failureOf(error: unknown): TaskOutcome {
  if (!isEngineError(error) || isPassing(error)) throw error;
  return { kind: 'never-started', reason: `Cannot start: ${error.reason}`, isHopeless: !error.retryable };
}

/** The host's own trouble, which tells nothing of the task. */
export function isPassing(error: unknown): boolean {
  return isEngineError(error, 'timeout', 'unreachable');
}
