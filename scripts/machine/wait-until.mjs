import { setTimeout as sleep } from 'node:timers/promises';
import { StepError } from './step-error.mjs';

/** Asks `probe` again and again until it answers something truthy; after the deadline it says what was waited for. */
export async function waitUntil(what, probe, { timeoutMs = 30_000, everyMs = 50, log, todo, signal } = {}) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await probe();
    if (answer) return answer;
    if (Date.now() >= deadline) throw new StepError(`${what}: not within ${timeoutMs / 1000} s`, { log, todo });
    await sleep(everyMs);
  }
}
