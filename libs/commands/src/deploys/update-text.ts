import type { Formation, UpdatePolicy } from '@jujube/contract/formation.js';

/** What a policy does, in numbers, for as many dynos as the process type has. */
export function updateLines({ quantity, update }: Pick<Formation, 'quantity' | 'update'>): [string, string][] {
  return [
    ['Strategy', update.strategy],
    ['Canary', canaryText(update)],
    ['Min health', `${update.minimum_health_capacity}${readyText(quantity, update)}`],
    ['Max over', `${update.maximum_over_capacity}${mostText(quantity, update)}`],
    ['Min healthy', `${update.min_healthy_seconds} s`],
    ['Drain timeout', `${update.drain_timeout_seconds} s`],
    ['Auto revert', update.auto_revert ? 'on' : 'off'],
  ];
}

function canaryText({ canary, auto_promote_after_seconds: after }: UpdatePolicy): string {
  if (canary === 0) return 'none';
  return `${canary}, promoted ${after === null ? 'by deploys:promote' : `after ${after} s`}`;
}

// the numbers of capacityBounds() in libs/core
function readyText(quantity: number, { strategy, minimum_health_capacity: health }: UpdatePolicy): string {
  if (strategy === 'recreate') return ' (all stop before any starts)';
  return ` (of ${quantity}, ${Math.ceil(Number((quantity * health).toFixed(6)))} stay ready)`;
}

function mostText(quantity: number, { maximum_over_capacity: over }: UpdatePolicy): string {
  return ` (at most ${Math.floor(Number((quantity * (1 + over)).toFixed(6)))} at once, one more where nothing could move)`;
}
