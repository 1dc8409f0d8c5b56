import type { SlotWishRow } from '@jujube/database/apps/wanted-rows.js';

/** What a slot's dyno is made from, as one word: it changes exactly when the dyno has to be replaced. */
export function generationOf(
  made: { releaseId: string; cpuMillis: number; memoryMib: number },
  wishes: readonly Pick<SlotWishRow, 'restart'>[],
): string {
  const restart = wishes.reduce((sum, wish) => sum + wish.restart, 0);
  return `${made.releaseId}:${made.cpuMillis}x${made.memoryMib}:${restart}`;
}
