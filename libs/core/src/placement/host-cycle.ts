/** Primes, larger than any cluster: each is coprime with every host count that it does not divide. */
const STRIDES = [1_000_003, 1_299_709, 2_750_159, 4_256_233, 6_700_417, 15_485_863];

/** A walk that meets each of `count` places exactly once, in an order that follows from the seed. */
export interface HostCycle {
  readonly start: number;
  readonly stride: number;
}

export function hostCycle(seed: number, count: number): HostCycle {
  const mixed = mix(seed);
  const first = mixed % STRIDES.length;
  const ordered = [...STRIDES.slice(first), ...STRIDES.slice(0, first)];
  const prime = ordered.find((candidate) => count % candidate !== 0) ?? 1;
  return { start: mixed % count, stride: prime % count };
}

/** Spreads neighbouring seeds over all 32 bits (the finaliser of MurmurHash3). */
export function mix(seed: number): number {
  let bits = seed | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
