import { generationKey } from '../placement.js';
import type { PlacementFilter } from '../placement-filter.js';

/** Dynos that are about to leave do not count, else a rolling update could never start beside them; those of the same generation do. */
export const onePerHost: PlacementFilter = {
  name: 'one-per-host',
  isStatic: false,
  prepare: (demand, placement) => {
    if (!demand.rules.isOnePerHost) return null;
    return (host) =>
      !placement.staying.of(demand.service)?.has(host) && !placement.generations.of(generationKey(demand))?.has(host);
  },
  explain: (hosts) => `${hosts} ${hosts === 1 ? 'has' : 'have'} one already (one per host)`,
};
