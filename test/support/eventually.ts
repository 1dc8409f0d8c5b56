import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  withinMs?: number;
  everyMs?: number;
}

/** Repeats `check` until it no longer throws, and gives its result; after the deadline it throws what `check` threw last. */
export async function eventually<T>(check: () => T | Promise<T>, patience: Patience = {}): Promise<T> {
  const { withinMs = 10_000, everyMs = 50 } = patience;
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(everyMs);
    }
  }
}
