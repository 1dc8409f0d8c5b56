import type { UpdateSettings } from '@jujube/core/update/update-settings.js';
import type { UpdatePolicyDto } from './update-policy.dto.js';

/** An update policy of a request body as the use case takes it; what was not sent stays absent. */
export function updateSettings(body: UpdatePolicyDto): UpdateSettings {
  return {
    strategy: body.strategy,
    minimumHealthCapacity: body.minimum_health_capacity,
    maximumOverCapacity: body.maximum_over_capacity,
    minHealthySeconds: body.min_healthy_seconds,
    drainTimeoutSeconds: body.drain_timeout_seconds,
    canary: body.canary,
    canaryWeight: body.canary_weight,
    canaryHeader: body.canary_header,
    canaryCookie: body.canary_cookie,
    autoPromoteAfterSeconds: body.auto_promote_after_seconds,
    confirm: body.confirm,
    keepPreviousSeconds: body.keep_previous_seconds,
    autoRevert: body.auto_revert,
    maxErrorRate: body.max_error_rate,
    maxP95Ratio: body.max_p95_ratio,
  };
}
