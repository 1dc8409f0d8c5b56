import { constraints } from './filters/constraints.js';
import { cordoned } from './filters/cordoned.js';
import { draining } from './filters/draining.js';
import { fields } from './filters/fields.js';
import { hostAffinity } from './filters/host-affinity.js';
import { hostLabels } from './filters/host-labels.js';
import { pool } from './filters/pool.js';
import { requirements } from './filters/requirements.js';
import { status } from './filters/status.js';
import type { PlacementFilter } from './placement-filter.js';

/** Those that look only at hosts and at a demand's rules, so that their answer is kept per class of demands. */
export const STATIC_FILTERS: readonly PlacementFilter[] = [
  pool,
  status,
  draining,
  cordoned,
  hostLabels,
  requirements,
  constraints,
  fields,
  hostAffinity,
];
