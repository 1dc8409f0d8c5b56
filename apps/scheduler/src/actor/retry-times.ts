const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

/** When work that failed may be tried again: twice as long after every failure in a row. */
export class RetryTimes {
  private readonly failures = new Map<string, { count: number; retryAtMs: number }>();

  constructor(private readonly nowMs: () => number = Date.now) {}

  isDue(id: string): boolean {
    return (this.failures.get(id)?.retryAtMs ?? 0) <= this.nowMs();
  }

  failed(id: string): { count: number; pauseMs: number } {
    const count = (this.failures.get(id)?.count ?? 0) + 1;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (count - 1), LONGEST_PAUSE_MS);
    this.failures.set(id, { count, retryAtMs: this.nowMs() + pauseMs });
    return { count, pauseMs };
  }

  succeeded(id: string): void {
    this.failures.delete(id);
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.failures.keys()) if (!ids.has(id)) this.failures.delete(id);
  }
}
