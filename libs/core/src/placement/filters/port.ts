import type { PlacementFilter } from '../placement-filter.js';
import { wantedPorts } from '../wanted-ports.js';

export const port: PlacementFilter = {
  name: 'port',
  isStatic: false,
  prepare: (demand, placement) => {
    const wanted = wantedPorts(demand);
    if (!wanted) return null;
    const { any, fixed } = wanted;
    const { freePorts } = placement;
    if (fixed.length === 0) return (host) => freePorts[host]! >= any;
    return (host) =>
      fixed.every((one) => placement.isPortFree(host, one)) &&
      freePorts[host]! >= any + fixed.filter((one) => placement.isInRange(host, one)).length;
  },
  explain: (hosts, demand) => {
    const { any, fixed } = wantedPorts(demand) ?? { any: 0, fixed: [] };
    if (fixed.length === 0) {
      const many = any > 1 ? ` (${any} wanted)` : '';
      return `${hosts} ${hosts === 1 ? 'has' : 'have'} no free host port${many}`;
    }
    const which = fixed.length === 1 ? `port ${fixed[0]}` : `one of the ports ${fixed.join(', ')}`;
    return `${hosts} ${hosts === 1 ? 'has its' : 'have their'} ${which} taken`;
  },
};
