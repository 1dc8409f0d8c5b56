import type { Dyno } from './dyno.js';
import type { Host } from './host.js';
import type { Task } from './task.js';

/** One immutable look at everything: what reconcile() decides from. Dynos in a terminal state are history (for back-off). */
export interface Cluster {
  readonly nowMs: number;
  readonly hosts: readonly Host[];
  readonly dynos: readonly Dyno[];
  readonly tasks: readonly Task[];
  /** how long after each other hosts are given up of a zone that failed for the most part; absent: a minute */
  readonly zoneLossEveryMs?: number;
}
