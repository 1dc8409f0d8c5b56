import type { Resources } from '../quantity/resources.js';
import type { Grant } from './grant.js';

/**
 * Only forward: `placed` (row written, container wanted) → `starting` (container runs, not yet healthy) → `up`
 * → `draining` (routers take it out) → `stopping` → `stopped`; or `crashed` (ended by itself), `lost` (its host is gone).
 */
export type DynoState = 'placed' | 'starting' | 'up' | 'draining' | 'stopping' | 'stopped' | 'crashed' | 'lost';

export const TERMINAL_DYNO_STATES: readonly DynoState[] = ['stopped', 'crashed', 'lost'];

/** One incarnation of a slot (`web.1`): at most one container. */
export interface Dyno extends Grant {
  readonly id: string;
  readonly appId: string;
  readonly processType: string;
  readonly slot: number;
  readonly incarnation: number;
  readonly releaseId: string;
  /** what it was made from; differs from the wanted slot's generation when it must be replaced */
  readonly generation: string;
  readonly hostId: string;
  readonly reserved: Resources;
  readonly state: DynoState;
  /** health check passed and not failed since */
  readonly isHealthy: boolean;
  /** every live router sends traffic to it (always true for process types without routes) */
  readonly isRouted: boolean;
  /** every live router has stopped sending to it */
  readonly isDrained: boolean;
  readonly createdAtMs: number;
  /** when `state` last changed */
  readonly stateSinceMs: number;
  /** when it last became healthy; null while it is not */
  readonly healthySinceMs: number | null;
}
