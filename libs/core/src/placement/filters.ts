import { cluster } from './filters/cluster.js';
import { constraints } from './filters/constraints.js';
import { cordoned } from './filters/cordoned.js';
import { cpu } from './filters/cpu.js';
import { domainLimits } from './filters/domain-limits.js';
import { draining } from './filters/draining.js';
import { fields } from './filters/fields.js';
import { gpu } from './filters/gpu.js';
import { hostAffinity } from './filters/host-affinity.js';
import { hostLabels } from './filters/host-labels.js';
import { memory } from './filters/memory.js';
import { onePerHost } from './filters/one-per-host.js';
import { pool } from './filters/pool.js';
import { port } from './filters/port.js';
import { requirements } from './filters/requirements.js';
import { serviceAffinity } from './filters/service-affinity.js';
import { spread } from './filters/spread.js';
import { status } from './filters/status.js';
import type { PlacementFilter } from './placement-filter.js';

/** In the order in which a host is asked, and therefore the order of every funnel. */
export const FILTERS: readonly PlacementFilter[] = [
  pool,
  status,
  draining,
  cordoned,
  hostLabels,
  requirements,
  constraints,
  fields,
  onePerHost,
  domainLimits,
  cluster,
  spread,
  cpu,
  memory,
  gpu,
  port,
  hostAffinity,
  serviceAffinity,
];
