import { UserError } from '../errors/user-error.js';
import { completeUpdate, type UpdateSettings } from './update-settings.js';

interface Updated {
  readonly update: UpdateSettings;
}

/** A deployment goes to its end as it began: what would promote canaries by the way, or send them out late, has to wait. */
export function refuseOtherStrategy(
  before: Updated,
  after: Updated,
  pending: { readonly id: string; readonly version: number } | null,
): void {
  if (!pending) return;
  const [old, wish] = [completeUpdate(before.update), completeUpdate(after.update)];
  if (old.strategy === wish.strategy && old.canary === wish.canary) return;
  throw new UserError(
    'conflict',
    `v${pending.version} is being deployed with strategy ${old.strategy}. Change it when that has ended (deploys:watch), ` +
      'or cancel it (deploys:cancel).',
    { deployment: pending.id, version: pending.version },
  );
}
