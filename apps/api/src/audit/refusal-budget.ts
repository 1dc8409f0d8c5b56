const PER_MINUTE = 20;
const MINUTE_MS = 60_000;
const MOST_ADDRESSES = 10_000;

/** So many refusals of strangers are written down per address and minute; whoever knocks more often only fills the log. */
export class RefusalBudget {
  private readonly taken = new Map<string, number>();
  private untilMs = 0;

  take(ip: string, nowMs = performance.now()): boolean {
    if (nowMs >= this.untilMs || this.taken.size >= MOST_ADDRESSES) {
      this.taken.clear();
      this.untilMs = nowMs + MINUTE_MS;
    }
    const before = this.taken.get(ip) ?? 0;
    this.taken.set(ip, before + 1);
    return before < PER_MINUTE;
  }
}
