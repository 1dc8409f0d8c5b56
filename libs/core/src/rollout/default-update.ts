import type { UpdatePolicy } from '../wanted/wanted.js';

/** How a process type is updated until its owner says otherwise: all stay ready, a quarter more may run meanwhile. */
export const DEFAULT_UPDATE: UpdatePolicy = {
  minimumHealthCapacity: 1,
  maximumOverCapacity: 0.25,
  minHealthyMs: 0,
  drainTimeoutMs: 10_000,
};
