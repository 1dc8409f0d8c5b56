import type { PlacementFilter } from '../placement-filter.js';

/** A host with the label `requires` takes only what asks for it (`--tolerate`): Rancher's 'require container label', a taint. */
export const requirements: PlacementFilter = {
  name: 'requirements',
  isStatic: true,
  prepare: ({ rules: { tolerations = [] } }, placement) => {
    return (host) => {
      const { labels } = placement.hostAt(host);
      return !Object.hasOwn(labels, 'requires') || tolerations.includes(labels['requires']!);
    };
  },
  explain: (hosts) => `${hosts} ${hosts === 1 ? 'requires' : 'require'} a toleration that is missing`,
};
