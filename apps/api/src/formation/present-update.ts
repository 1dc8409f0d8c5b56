import type { UpdatePolicy } from '@jujube/contract/formation.js';
import { completeUpdate, type UpdateSettings } from '@jujube/core/update/update-settings.js';

export function presentUpdate(settings: UpdateSettings): UpdatePolicy {
  const complete = completeUpdate(settings);
  return {
    strategy: complete.strategy,
    minimum_health_capacity: complete.minimumHealthCapacity,
    maximum_over_capacity: complete.maximumOverCapacity,
    min_healthy_seconds: complete.minHealthySeconds,
    drain_timeout_seconds: complete.drainTimeoutSeconds,
    canary: complete.canary,
    canary_weight: complete.canaryWeight,
    canary_header: complete.canaryHeader,
    canary_cookie: complete.canaryCookie,
    auto_promote_after_seconds: complete.autoPromoteAfterSeconds,
    confirm: complete.confirm,
    keep_previous_seconds: complete.keepPreviousSeconds,
    auto_revert: complete.autoRevert,
    max_error_rate: complete.maxErrorRate,
    max_p95_ratio: complete.maxP95Ratio,
  };
}
