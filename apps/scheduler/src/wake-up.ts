/** 'Look again', remembered until somebody waits for it: any number of calls between two waits count as one. */
export class WakeUp {
  private isPending = false;
  private resume: () => void = () => undefined;

  wake(): void {
    this.isPending = true;
    this.resume();
  }

  /** Returns on the next wake-up, after the time, or when the signal aborts; never throws. */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (!this.isPending && !signal.aborted) await this.sleep(timeoutMs, signal);
    this.isPending = false;
  }

  private async sleep(timeoutMs: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.resume = () => {
        clearTimeout(timer);
        resolve();
      };
      signal.addEventListener('abort', this.resume, { once: true });
    });
    signal.removeEventListener('abort', this.resume);
    this.resume = () => undefined;
  }
}
