import { UserError } from '../src/errors/user-error.js';

/** Runs what must be refused as a user's mistake, and gives the message; anything else is a failure. */
export function refusalMessage(attempt: () => unknown): string {
  try {
    const answer = attempt();
    throw new Error(`accepted: ${JSON.stringify(answer)}`);
  } catch (error) {
    if (error instanceof UserError && error.id === 'invalid_params') return error.message;
    throw error;
  }
}
