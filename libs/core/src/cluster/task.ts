import type { Resources } from '../quantity/resources.js';

/** One-shot work (a build, or what somebody wants to be run): placed with the same accounting as dynos. */
export interface Task {
  readonly id: string;
  readonly kind: 'build' | 'run';
  readonly pool: string;
  /** that must match exactly; absent: none */
  readonly hostLabels?: Readonly<Record<string, string>>;
  readonly reserved: Resources;
  readonly state: 'queued' | 'placed' | 'finished';
  /** null while queued */
  readonly hostId: string | null;
  readonly createdAtMs: number;
}
