import { cluster } from './filters/cluster.js';
import { domainLimits } from './filters/domain-limits.js';
import { serviceAffinity } from './filters/service-affinity.js';
import { spread } from './filters/spread.js';
import type { PlacementFilter } from './placement-filter.js';

/** Those that count dynos over more than one host; asked only for demands that have such rules, because most have none. */
export const COUNTING_FILTERS: readonly PlacementFilter[] = [domainLimits, cluster, spread, serviceAffinity];
