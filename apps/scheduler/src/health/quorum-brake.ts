import type { OnUnhealthy } from '@jujube/database/formations/formation-rules.js';

export interface IllDyno {
  onUnhealthy: OnUnhealthy;
  /** healthy dynos that must be left besides it */
  quorum: number;
  /** how many there are */
  healthyOthers: number;
}

/**
 * Why a dyno that does not recover is left alone; null when it may be replaced. The quorum is Rancher's brake: where most are ill
 * at once, it is not the dynos, and stopping them makes it worse.
 */
export function whyLeftAlone({ onUnhealthy, quorum, healthyOthers }: IllDyno): string | null {
  if (onUnhealthy === 'none') return 'not replaced, as its check says';
  if (onUnhealthy === 'recreate' || healthyOthers >= quorum) return null;
  const others = healthyOthers === 1 ? '1 other is' : `${healthyOthers} others are`;
  return `not replaced while fewer than ${quorum} others are healthy (${others})`;
}
