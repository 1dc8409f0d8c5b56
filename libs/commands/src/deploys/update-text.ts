import type { Formation, UpdatePolicy } from '@jujube/contract/formation.js';

/** What a policy does, in numbers, for as many dynos as the process type has. */
export function updateLines({ quantity, update }: Pick<Formation, 'quantity' | 'update'>): [string, string][] {
  const { ready, most } = bounds(quantity, update);
  return [
    [
      'Strategy',
      `${update.strategy}${update.strategy === 'recreate' ? ' (all old dynos end before a new one starts)' : ''}`,
    ],
    ['Canary', canaryText(update)],
    ['Canary traffic', trafficText(update)],
    ['Confirm', confirmText(update)],
    ['Min health', `${update.minimum_health_capacity} (of ${quantity}, ${ready} stay ready)`],
    [
      'Max over',
      `${update.maximum_over_capacity} (at most ${most} at once${canaryText(update) === 'none' ? '' : ', and canaries'})`,
    ],
    ['Min healthy', `${update.min_healthy_seconds} s`],
    ['Drain timeout', `${update.drain_timeout_seconds} s`],
    ['Auto revert', update.auto_revert ? 'on' : 'off'],
    ['Budget', budgetText(update)],
  ];
}

function trafficText({ canary_weight: weight, canary_header: header, canary_cookie: cookie }: UpdatePolicy): string {
  const parts = [
    weight === null ? 'by the number of dynos' : `${Number((weight * 100).toPrecision(4))} %`,
    header === null ? '' : `all with the header ${header}`,
    cookie === null ? '' : `all with the cookie ${cookie}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function budgetText({ max_error_rate: errors, max_p95_ratio: ratio }: UpdatePolicy): string {
  const parts = [
    errors === null ? '' : `at most ${Number((errors * 100).toPrecision(4))} % of its requests fail`,
    ratio === null ? '' : `95 % take at most ${ratio} times as long as before`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'none' : parts.join(', ');
}

function canaryText({ strategy, canary, auto_promote_after_seconds: after }: UpdatePolicy): string {
  const isAll = strategy === 'bluegreen';
  if (canary === 0 && !isAll) return 'none';
  return `${isAll ? 'all, unseen' : canary}, promoted ${after === null ? 'by deploys:promote' : `after ${after} s`}`;
}

function confirmText({ confirm, keep_previous_seconds: seconds }: UpdatePolicy): string {
  return confirm === 'auto' ? confirm : `by deploys:confirm, or after ${seconds} s`;
}

/** The numbers of capacityBounds() in libs/core: where both are the same, one more may exist. */
function bounds(quantity: number, update: UpdatePolicy): { ready: number; most: number } {
  const ready = Math.ceil(Number((quantity * update.minimum_health_capacity).toFixed(6)));
  const most = Math.floor(Number((quantity * (1 + update.maximum_over_capacity)).toFixed(6)));
  return { ready, most: quantity > 0 && ready === most ? most + 1 : most };
}
