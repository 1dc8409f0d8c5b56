import type { RulesWish } from '@jujube/core/rules/rules-wish.js';
import type { SlotWishRow } from '@jujube/database/apps/wanted-rows.js';

interface Made {
  releaseId: string;
  cpuMillis: number;
  memoryMib: number;
  rules: RulesWish;
}

/** What a slot's dyno is made from, as one word: it changes exactly when the dyno has to be replaced. */
export function generationOf(made: Made, wishes: readonly Pick<SlotWishRow, 'restart'>[]): string {
  const restart = wishes.reduce((sum, wish) => sum + wish.restart, 0);
  return `${made.releaseId}:${made.cpuMillis}x${made.memoryMib}${extras(made.rules)}:${restart}`;
}

// rules say where a dyno goes, which is no reason to replace it; but these are part of its container
function extras({ gpus, ports }: RulesWish): string {
  return (gpus ? `+${gpus}gpu` : '') + (ports?.length ? `+${JSON.stringify(ports)}` : '');
}
