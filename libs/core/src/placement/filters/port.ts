import type { PlacementFilter } from '../placement-filter.js';

export const port: PlacementFilter = {
  name: 'port',
  isStatic: false,
  prepare: (demand, placement) => (demand.needsPort ? (host) => placement.portsOf(host).free > 0 : null),
  explain: (hosts) => `${hosts} ${hosts === 1 ? 'has' : 'have'} no free host port`,
};
