/** Primes, larger than any cluster: each is coprime with every host count that it does not divide. */
const STRIDES = [1_000_003, 1_299_709, 2_750_159, 4_256_233, 6_700_417, 15_485_863];

/**
 * The step of a walk over `count` places that meets each exactly once before it begins anew, wherever it starts:
 * coprime with `count`, one of several by `choice`.
 */
export function cycleStride(choice: number, count: number): number {
  for (let tried = 0; tried < STRIDES.length; tried++) {
    const prime = STRIDES[(choice + tried) % STRIDES.length]!;
    if (count % prime !== 0) return prime % count;
  }
  return 1;
}

/** Spreads neighbouring seeds over all 32 bits (the finaliser of MurmurHash3). */
export function mix(seed: number): number {
  let bits = seed | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
