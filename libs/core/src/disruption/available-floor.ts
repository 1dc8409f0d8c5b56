import type { DisruptionPolicy } from '../wanted/wanted.js';

/** So many of `count` dynos stay ready through planned moves; 0 without a budget. */
export function availableFloor(count: number, policy: DisruptionPolicy | undefined): number {
  const { minAvailable = null, maxUnavailable = null } = policy ?? {};
  if (minAvailable !== null) return Math.min(count, minAvailable);
  return maxUnavailable === null ? 0 : Math.max(0, count - maxUnavailable);
}
