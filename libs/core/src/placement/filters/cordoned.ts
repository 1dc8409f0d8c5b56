import type { PlacementFilter } from '../placement-filter.js';

export const cordoned: PlacementFilter = {
  name: 'cordoned',
  isStatic: true,
  prepare: (_demand, placement) => (host) => placement.hostAt(host).eligible,
  explain: (hosts) => `${hosts} ${hosts === 1 ? 'is' : 'are'} cordoned`,
};
