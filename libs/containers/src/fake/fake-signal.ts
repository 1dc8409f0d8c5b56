/** Wakes everybody who waits for the next change. */
export class FakeSignal {
  readonly #waiting = new Set<() => void>();

  give(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /** Comes back with the next change, or when `signal` aborts. */
  next(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      this.#waiting.add(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }
}
