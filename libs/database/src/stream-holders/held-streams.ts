import type { EntityManager } from 'typeorm';
import { lostRights } from './lost-rights.js';
import type { StreamHolder } from './stream-holder.js';

type End = (why: string) => void;

/** What is open at this time, for whom. */
export class HeldStreams {
  private readonly ends = new Map<StreamHolder, End>();

  constructor(private readonly manager: Pick<EntityManager, 'query'>) {}

  get count(): number {
    return this.ends.size;
  }

  /**
   * @param end called once, when the right to it is lost
   * @returns to be called when it has ended
   */
  hold(holder: StreamHolder, end: End): () => void {
    const one = { ...holder };
    this.ends.set(one, end);
    return () => void this.ends.delete(one);
  }

  /** Ends what nobody has the right to any more. */
  async endLost(): Promise<void> {
    for (const [holder, why] of await lostRights(this.manager, [...this.ends.keys()])) {
      const end = this.ends.get(holder);
      this.ends.delete(holder);
      end?.(why);
    }
  }
}
