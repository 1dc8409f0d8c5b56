import { MAX_QUANTITY } from '@jujube/core/formation/quantity.js';
import {
  fields,
  flag,
  fraction,
  list,
  note,
  only,
  type Place,
  text,
  texts,
  whole,
} from '../definitions/read-fields.js';
import { readHealthCheck } from './read-health-check.js';
import { readPortDefinitions, readPortMappings } from './read-ports.js';
import { HOLDS } from './what-holds.js';

const docker = fields({
  image: text({ max: 400 }),
  network: only('BRIDGE'),
  portMappings: readPortMappings,
  // a tag is looked up for each release, and its digest runs
  forcePullImage: flag,
  privileged: only(false),
  parameters: only([]),
});

const container = fields({ type: only('DOCKER'), docker, portMappings: readPortMappings, volumes: only([]) });

/** Everything that a definition may say here. What Marathon knows besides may be written as the nothing that it means. */
export const readDefinition = fields({
  id: text({ max: 80 }),
  cmd: text({ max: 8_000 }),
  instances: whole({ min: 0, max: MAX_QUANTITY }),
  cpus: readCpus,
  mem: whole({ min: 6, max: 16_777_216 }),
  disk: only(0),
  gpus: whole({ min: 0, max: 64 }),
  constraints: list(list(text({ max: 255 }), { max: 3 }), { max: 20 }),
  upgradeStrategy: fields({ minimumHealthCapacity: fraction, maximumOverCapacity: fraction }),
  healthChecks: list(readHealthCheck, { max: 1 }),
  portDefinitions: readPortDefinitions,
  requirePorts: flag,
  container,
  networks: only([], [{ mode: 'container/bridge' }]),
  env: texts({ max: 1000 }),
  labels: only({}),
  backoffSeconds: only(HOLDS.backoffSeconds),
  backoffFactor: only(HOLDS.backoffFactor),
  maxLaunchDelaySeconds: only(HOLDS.maxLaunchDelaySeconds),
  dependencies: only([]),
  fetch: only([]),
  secrets: only({}),
});

/** Thousandths of a core. */
function readCpus(value: unknown, at: Place): number | undefined {
  // 0.29 * 1000 is 290.00000000000006
  const millis = typeof value === 'number' ? Math.round(value * 1000) : Number.NaN;
  const isExact = Math.abs(millis - Number(value) * 1000) < 1e-6;
  if (isExact && millis >= 1 && millis <= 1_024_000) return millis;
  return note(at, 'must be a number from 0.001 to 1024 with at most three decimals');
}
