import type { PlacementFilter } from '../placement-filter.js';

export const gpu: PlacementFilter = {
  name: 'gpu',
  isStatic: false,
  prepare: ({ rules: { gpus: wanted } }, placement) => {
    if (!wanted) return null;
    return (host) => placement.freeGpus(host) >= wanted;
  },
  explain: (hosts, { rules: { gpus } }) => `${hosts} ${hosts === 1 ? 'lacks' : 'lack'} gpus (${gpus} wanted)`,
};
