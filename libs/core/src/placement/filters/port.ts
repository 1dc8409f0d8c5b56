import type { PlacementFilter } from '../placement-filter.js';

export const port: PlacementFilter = {
  name: 'port',
  isStatic: false,
  prepare: ({ needsPort, rules: { hostPort } }, placement) => {
    if (!needsPort) return null;
    const { freePorts } = placement;
    return hostPort === undefined ? (host) => freePorts[host]! > 0 : (host) => placement.isPortFree(host, hostPort);
  },
  explain: (hosts, { rules: { hostPort } }) => {
    if (hostPort === undefined) return `${hosts} ${hosts === 1 ? 'has' : 'have'} no free host port`;
    return `${hosts} ${hosts === 1 ? 'has its' : 'have their'} port ${hostPort} taken`;
  },
};
