import type { Resources } from '../quantity/resources.js';

/** One-shot work (a build): placed with the same accounting as dynos. */
export interface Task {
  readonly id: string;
  readonly kind: 'build';
  readonly pool: string;
  readonly reserved: Resources;
  readonly state: 'queued' | 'placed' | 'finished';
  /** null while queued */
  readonly hostId: string | null;
  readonly createdAtMs: number;
}
