import type { PlacementFilter } from '../placement-filter.js';

export const pool: PlacementFilter = {
  name: 'pool',
  isStatic: true,
  prepare: (demand, placement) => (host) => placement.hostAt(host).pool === demand.rules.pool,
  explain: (hosts, demand) => `${hosts} ${hosts === 1 ? 'is' : 'are'} not in pool ${demand.rules.pool}`,
};
