export const DEFAULT_MOVES = 20;
export const MAX_MOVES = 1_000;

/** A dyno that would be better off on another host. */
export interface Move {
  app: string;
  /** `web.1` */
  dyno: string;
  from: string;
  to: string;
  /** such as 'h1 has 2 more of web, h2 has none' */
  reason: string;
}

/** GET /fleet/rebalance (`?moves=20`): what would improve spread or packing, best first; to be done one after the other. For administrators. */
export interface Rebalance {
  moves: Move[];
}
