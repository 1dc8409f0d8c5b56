import type { DisruptionPolicy } from '@jujube/contract/formation.js';
import { completeDisruption, type DisruptionSettings } from '@jujube/core/disruption/disruption-settings.js';

export function presentDisruption(settings: DisruptionSettings): DisruptionPolicy {
  const { minAvailable, maxUnavailable, lostAfterSeconds, replace, reconcile } = completeDisruption(settings);
  return {
    min_available: minAvailable,
    max_unavailable: maxUnavailable,
    lost_after_seconds: lostAfterSeconds,
    replace,
    reconcile,
  };
}
