import type { UpdatePolicy } from '../wanted/wanted.js';

export interface CapacityBounds {
  /** so many must stay ready */
  readonly minReady: number;
  /** so many may exist at once, those on their way out included */
  readonly maxTotal: number;
}

/**
 * Marathon's arithmetic: at least ceil(count × minimumHealthCapacity) ready, at most floor(count × (1 + maximumOverCapacity)) in all.
 * Where both are the same number nothing could ever move, so one more may exist.
 */
export function capacityBounds(count: number, update: UpdatePolicy): CapacityBounds {
  const minReady = Math.min(count, Math.ceil(withoutNoise(count * update.minimumHealthCapacity)));
  const maxTotal = Math.floor(withoutNoise(count * (1 + update.maximumOverCapacity)));
  return { minReady, maxTotal: count > 0 && minReady === maxTotal ? maxTotal + 1 : maxTotal };
}

/** 30 × 0.1 is 3.0000000000000004 and must not count as more than 3. */
function withoutNoise(product: number): number {
  return Number(product.toFixed(6));
}
