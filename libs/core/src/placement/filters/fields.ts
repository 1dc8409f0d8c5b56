import { fieldOf } from '../../rules/host-field.js';
import { countedFields } from '../../rules/counted-fields.js';
import type { PlacementFilter } from '../placement-filter.js';

/** Rules that count per zone or rack have nothing to say of a host without one, and nothing but UNLIKE takes such a host. */
export const fields: PlacementFilter = {
  name: 'fields',
  isStatic: true,
  prepare: ({ rules }, placement) => {
    const needed = countedFields(rules);
    if (needed.length === 0) return null;
    return (host) => needed.every((field) => fieldOf(placement.hostAt(host), field) !== undefined);
  },
  explain: (hosts, { rules }) => `${hosts} ${hosts === 1 ? 'has' : 'have'} no ${countedFields(rules).join(' or no ')}`,
};
