export interface Weights {
  readonly canary: number;
  readonly other: number;
}

/** HAProxy's limit. */
const MOST = 256;
/** Everybody gets as much as everybody else. */
export const SAME: Weights = { canary: 1, other: 1 };

/** Weights by which so many canaries get this share (0 to 1) of what all get; the same for all where one side is empty. */
export function canaryWeights(share: number, count: { readonly canaries: number; readonly others: number }): Weights {
  const { canaries, others } = count;
  if (canaries === 0 || others === 0) return SAME;
  if (share <= 0) return { canary: 0, other: 1 };
  if (share >= 1) return { canary: 1, other: 0 };
  const ratio = (share * others) / ((1 - share) * canaries);
  const rounded = (weight: number) => Math.max(1, Math.round(weight));
  return ratio > 1 ? { canary: MOST, other: rounded(MOST / ratio) } : { canary: rounded(MOST * ratio), other: MOST };
}
