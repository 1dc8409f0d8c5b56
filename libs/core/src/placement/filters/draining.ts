import type { PlacementFilter } from '../placement-filter.js';

export const draining: PlacementFilter = {
  name: 'draining',
  isStatic: true,
  prepare: (_demand, placement) => (host) => !placement.hostAt(host).draining,
  explain: (hosts) => `${hosts} ${hosts === 1 ? 'is' : 'are'} draining`,
};
