import type { HealthCheck } from './health-check.js';

/** Whether its dynos are given a `PORT`: `web`, and whatever a check looks at there. */
export function listens(processType: string, healthCheck: HealthCheck | null): boolean {
  return processType === 'web' || (healthCheck !== null && healthCheck.portName === undefined);
}
