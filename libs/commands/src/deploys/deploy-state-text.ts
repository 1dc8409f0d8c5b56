import type { ReleaseDeployment } from '@jujube/contract/deployment.js';

/** `succeeded`; of one that is under way also what it waits for. */
export function deployStateText({ state, waiting_for: waitingFor, promotes_at: at }: ReleaseDeployment): string {
  if (state !== 'pending') return state;
  if (waitingFor === 'resume') return 'paused';
  if (waitingFor === 'promotion') return `waiting for promotion${at ? ` at ${at}` : ''}`;
  return waitingFor === 'confirmation' ? 'waiting for confirmation' : state;
}
