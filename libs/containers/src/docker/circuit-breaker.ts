const MISSES_TO_OPEN = 3;
const RETRY_AFTER_MS = 5_000;

/**
 * Keeps calls away from a host that does not answer: after three misses in a row every call fails at once, but one call
 * every five seconds is let through to try.
 */
export class CircuitBreaker {
  #misses = 0;
  #triedAtMs = 0;

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /** Milliseconds until the next try; 0 when a call may go on now. */
  waitMs(): number {
    if (this.#misses < MISSES_TO_OPEN) return 0;
    return Math.max(0, this.#triedAtMs + RETRY_AFTER_MS - this.nowMs());
  }

  /** As `waitMs`; a 0 makes the caller the one who tries, so that the next one waits again. */
  admit(): number {
    const waitMs = this.waitMs();
    if (waitMs === 0) this.#triedAtMs = this.nowMs();
    return waitMs;
  }

  answered(): void {
    this.#misses = 0;
  }

  missed(): void {
    this.#misses += 1;
    this.#triedAtMs = this.nowMs();
  }
}
