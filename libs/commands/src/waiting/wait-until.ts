import { pause } from '@jujube/contract/client/pause.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';

export interface Wait<T> {
  /** undefined: not yet; `renew` starts the deadline anew */
  look: (renew: () => void) => Promise<T | undefined>;
  deadlineMs: number;
  /** the error when the deadline has passed */
  overdue: () => string;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 1_500;

/** Looks again and again, less and less often, until there is something or the deadline has passed. */
export async function waitUntil<T>(context: CommandContext, wait: Wait<T>): Promise<T> {
  let endMs = context.nowMs() + wait.deadlineMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS)) {
    const found = await wait.look(() => (endMs = context.nowMs() + wait.deadlineMs));
    if (found !== undefined) return found;
    if (context.nowMs() >= endMs) throw new CommandFailure(wait.overdue());
    await pause(pauseMs, context.signal);
  }
}
