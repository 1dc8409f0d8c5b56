import type { DisruptionSettings } from '@jujube/core/disruption/disruption-settings.js';
import type { DisruptionPolicyDto } from './disruption-policy.dto.js';

/** A disruption policy of a request body as the use case takes it; what was not sent stays absent. */
export function disruptionSettings(body: DisruptionPolicyDto): DisruptionSettings {
  return {
    minAvailable: body.min_available,
    maxUnavailable: body.max_unavailable,
    lostAfterSeconds: body.lost_after_seconds,
    replace: body.replace,
    reconcile: body.reconcile,
  };
}
