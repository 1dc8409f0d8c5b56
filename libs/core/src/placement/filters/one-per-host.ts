import { generationKey } from '../placement.js';
import type { PlacementFilter } from '../placement-filter.js';

/** Dynos that are about to leave do not count, else a rolling update could never start beside them; those of the same generation do. */
export const onePerHost: PlacementFilter = {
  name: 'one-per-host',
  isStatic: false,
  prepare: (demand, placement) => {
    if (!demand.rules.isOnePerHost) return null;
    const staying = placement.staying.of(demand.service);
    const leaving = placement.leaving.of(generationKey(demand));
    return (host) => !staying?.has(host) && !leaving?.has(host);
  },
  explain: (hosts) => `${hosts} ${hosts === 1 ? 'has' : 'have'} one already (one per host)`,
};
