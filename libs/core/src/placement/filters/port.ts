import type { PlacementFilter } from '../placement-filter.js';

export const port: PlacementFilter = {
  name: 'port',
  isStatic: false,
  prepare: (demand, { freePorts }) => (demand.needsPort ? (host) => freePorts[host]! > 0 : null),
  explain: (hosts) => `${hosts} ${hosts === 1 ? 'has' : 'have'} no free host port`,
};
