import type { PlacementFilter } from '../placement-filter.js';

export const memory: PlacementFilter = {
  name: 'memory',
  isStatic: false,
  prepare: (demand, placement) => {
    const free = placement.freeMemoryMib;
    const wanted = demand.resources.memoryMib;
    return (host) => free[host]! >= wanted;
  },
  explain: (hosts, demand) =>
    `${hosts} ${hosts === 1 ? 'lacks' : 'lack'} memory (${demand.resources.memoryMib} MiB wanted)`,
};
