import { CONTAINER_PORT } from '@jujube/core/cluster/container-port.js';
import { DELAY_FACTOR, FIRST_DELAY_MS, MAX_DELAY_MS } from '@jujube/core/restart/back-off.js';

/** What Marathon lets people choose and the platform decides: shown as it is, and refused when a definition wants another. */
export const HOLDS = {
  backoffSeconds: FIRST_DELAY_MS / 1000,
  backoffFactor: DELAY_FACTOR,
  maxLaunchDelaySeconds: MAX_DELAY_MS / 1000,
  containerPort: CONTAINER_PORT,
} as const;
