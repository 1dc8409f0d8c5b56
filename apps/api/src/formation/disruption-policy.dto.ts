import type { DisruptionPolicy } from '@jujube/contract/formation.js';
import { RECONCILE_POLICIES } from '@jujube/core/disruption/reconcile-policy.js';
import { ChoiceField, FlagField, LooseField } from '../dto/fields.js';

const isNumberOrNull = (value: unknown) => value === undefined || value === null || typeof value === 'number';

const NumberOrNull = (name: string, description: string) =>
  LooseField({ type: 'number', nullable: true, description }, isNumberOrNull, `${name} must be a number or null`);

/** Only the types are checked here; what values are possible is for the core, which says why not. */
export class DisruptionPolicyDto implements Partial<DisruptionPolicy> {
  @NumberOrNull('min_available', 'planned moves leave so many dynos ready')
  min_available?: number | null;

  @NumberOrNull('max_unavailable', 'planned moves take at most so many dynos away at once')
  max_unavailable?: number | null;

  @NumberOrNull(
    'lost_after_seconds',
    'dynos are replaced so long after their host was found disconnected; null: with it',
  )
  lost_after_seconds?: number | null;

  @FlagField({ description: 'false: dynos wait for their host to come back' })
  replace?: boolean;

  @ChoiceField(RECONCILE_POLICIES, {
    description: 'which one stays when a host comes back after its dynos were replaced',
  })
  reconcile?: DisruptionPolicy['reconcile'];
}
