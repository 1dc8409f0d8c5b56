import type { PlacementFilter } from '../placement-filter.js';

export const status: PlacementFilter = {
  name: 'status',
  isStatic: true,
  prepare: (_demand, placement) => (host) => placement.hostAt(host).status === 'ready',
  explain: (hosts) => `${hosts} ${hosts === 1 ? 'does' : 'do'} not answer`,
};
