import type { UpdatePolicy, UpdateStrategy } from '@jujube/contract/formation.js';
import { UPDATE_STRATEGIES } from '@jujube/core/update/update-settings.js';
import { ChoiceField, FlagField, LooseField, NumberField } from '../dto/fields.js';

const isTextOrNull = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.length <= 150);
const isNumberOrNull = (value: unknown) => value === undefined || value === null || typeof value === 'number';

/** Only the types are checked here; what values are possible is for the core, which says why not. */
export class UpdatePolicyDto implements Partial<UpdatePolicy> {
  @ChoiceField(UPDATE_STRATEGIES)
  strategy?: UpdateStrategy;

  @NumberField({ description: 'ceil(quantity × this) dynos stay ready; 0 to 1' })
  minimum_health_capacity?: number;

  @NumberField({ description: 'at most floor(quantity × (1 + this)) dynos exist at once; 0 to 1' })
  maximum_over_capacity?: number;

  @NumberField({ description: 'how long a new dyno must be healthy before an old one goes' })
  min_healthy_seconds?: number;

  @NumberField({ description: 'how long routers may take to let go of a dyno' })
  drain_timeout_seconds?: number;

  @NumberField({ description: 'dynos of a new release beside all old ones, until it is promoted' })
  canary?: number;

  @LooseField({ type: 'number', nullable: true }, isNumberOrNull, 'canary_weight must be a number, or null')
  canary_weight?: number | null;

  @LooseField({ type: 'string', nullable: true }, isTextOrNull, 'canary_header must be a short text, or null')
  canary_header?: string | null;

  @LooseField({ type: 'string', nullable: true }, isTextOrNull, 'canary_cookie must be a short text, or null')
  canary_cookie?: string | null;

  @LooseField(
    { type: 'number', nullable: true },
    isNumberOrNull,
    'auto_promote_after_seconds must be a number, or null when somebody has to promote',
  )
  auto_promote_after_seconds?: number | null;

  @ChoiceField(['auto', 'manual'], { description: 'bluegreen: manual keeps old dynos until somebody confirms' })
  confirm?: 'auto' | 'manual';

  @NumberField({ description: 'how long they are kept when nobody does' })
  keep_previous_seconds?: number;

  @FlagField({ description: 'a release that fails is followed by the last good one as a new release' })
  auto_revert?: boolean;

  @LooseField({ type: 'number', nullable: true }, isNumberOrNull, 'max_error_rate must be a number, or null for any')
  max_error_rate?: number | null;

  @LooseField({ type: 'number', nullable: true }, isNumberOrNull, 'max_p95_ratio must be a number, or null for any')
  max_p95_ratio?: number | null;
}
