import type { PlacementFilter } from '../placement-filter.js';

export const cpu: PlacementFilter = {
  name: 'cpu',
  isStatic: false,
  prepare: (demand, placement) => {
    const free = placement.freeCpuMillis;
    const wanted = demand.resources.cpuMillis;
    return (host) => free[host]! >= wanted;
  },
  explain: (hosts, demand) => `${hosts} ${hosts === 1 ? 'lacks' : 'lack'} cpu (${demand.resources.cpuMillis}m wanted)`,
};
