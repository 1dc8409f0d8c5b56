import type { PlacementFilter } from '../placement-filter.js';

export const hostLabels: PlacementFilter = {
  name: 'host-labels',
  isStatic: true,
  prepare: (demand, placement) => {
    const wanted = Object.entries(demand.rules.hostLabels);
    if (wanted.length === 0) return null;
    return (host) => wanted.every(([key, value]) => placement.hostAt(host).labels[key] === value);
  },
  explain: (hosts, demand) => {
    const wanted = Object.entries(demand.rules.hostLabels).map(([key, value]) => `${key}=${value}`);
    return `${hosts} ${hosts === 1 ? 'lacks' : 'lack'} the label ${wanted.join(', ')}`;
  },
};
