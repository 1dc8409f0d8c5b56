import type { Channel } from './channels.js';
import type { Nudges } from './nudges.js';

/** Waits for nudges of some kinds, between two looks at the rows. A nudge that comes while nobody waits counts for the next wait. */
export class Doorbell {
  private hasRung = false;
  private resume: (() => void) | undefined;
  private readonly stopListening: () => void;

  /** @param subject payload of the nudges that count; those without a payload count always */
  constructor(nudges: Nudges, channels: Channel | readonly Channel[], subject: string) {
    const ringFor = (payload: string) => {
      if (payload === '' || payload === subject) this.ring();
    };
    const ends = [channels].flat().map((channel) => nudges.on(channel, ringFor));
    this.stopListening = () => ends.forEach((end) => end());
  }

  /** Returns after a nudge, after the time, or when the signal aborts; never throws. */
  async wait(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (!this.hasRung && !signal?.aborted) await this.untilRung(timeoutMs, signal);
    this.hasRung = false;
  }

  close(): void {
    this.stopListening();
    this.ring();
  }

  private async untilRung(timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    const ring = () => this.ring();
    const timer = setTimeout(ring, timeoutMs);
    signal?.addEventListener('abort', ring);
    await new Promise<void>((resolve) => (this.resume = resolve));
    clearTimeout(timer);
    signal?.removeEventListener('abort', ring);
  }

  private ring(): void {
    this.hasRung = true;
    this.resume?.();
    this.resume = undefined;
  }
}
