import type { Demand } from './demand.js';
import { FILTERS } from './filters.js';
import type { Placement } from './placement.js';

/**
 * The one answer to 'may this demand go to this host?', for the planner and for whoever writes a plan down.
 * Gives the name of the first filter that refuses, or null when the demand fits.
 */
export function refusalOf(placement: Placement, host: number, demand: Demand): string | null {
  const refusing = FILTERS.find((filter) => filter.prepare(demand, placement)?.(host) === false);
  return refusing?.name ?? null;
}

export function fits(placement: Placement, host: number, demand: Demand): boolean {
  return refusalOf(placement, host, demand) === null;
}
