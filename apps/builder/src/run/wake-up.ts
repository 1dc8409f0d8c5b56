/** Lets one loop sleep until something happens or its time is up; what happens while it works is not missed. */
export class WakeUp {
  private isDue = false;
  private resume: () => void = () => {};

  wake(): void {
    this.isDue = true;
    this.resume();
  }

  async next(longestMs: number, signal: AbortSignal): Promise<void> {
    if (!this.isDue && !signal.aborted) await this.sleep(longestMs, signal);
    this.isDue = false;
  }

  private sleep(longestMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, longestMs);
      signal.addEventListener('abort', done, { once: true });
      this.resume = done;
    });
  }
}
