import { UPDATE_STRATEGIES, type UpdateSettings } from '../update/update-settings.js';
import type { ManifestNode } from './manifest-node.js';
import { readFields, type Fields } from './read-fields.js';
import { isNothing, readChoice, readFlag, readNumber, readShortText } from './read-values.js';

// only types are checked here: which values are possible depends on the quantity
const UPDATE: Fields<UpdateSettings> = {
  strategy: (node) => ({ strategy: readChoice(node, UPDATE_STRATEGIES) }),
  minimum_health_capacity: (node) => ({ minimumHealthCapacity: readNumber(node) }),
  maximum_over_capacity: (node) => ({ maximumOverCapacity: readNumber(node) }),
  min_healthy_seconds: (node) => ({ minHealthySeconds: readNumber(node) }),
  drain_timeout_seconds: (node) => ({ drainTimeoutSeconds: readNumber(node) }),
  canary: (node) => ({ canary: readNumber(node) }),
  canary_weight: (node) => ({ canaryWeight: isNothing(node) ? null : readNumber(node) }),
  canary_header: (node) => ({ canaryHeader: isNothing(node) ? null : readShortText(node, 150) }),
  canary_cookie: (node) => ({ canaryCookie: isNothing(node) ? null : readShortText(node, 150) }),
  auto_promote_after_seconds: (node) => ({ autoPromoteAfterSeconds: isNothing(node) ? null : readNumber(node) }),
  confirm: (node) => ({ confirm: readChoice(node, ['auto', 'manual']) }),
  keep_previous_seconds: (node) => ({ keepPreviousSeconds: readNumber(node) }),
  auto_revert: (node) => ({ autoRevert: readFlag(node) }),
  max_error_rate: (node) => ({ maxErrorRate: isNothing(node) ? null : readNumber(node) }),
  max_p95_ratio: (node) => ({ maxP95Ratio: isNothing(node) ? null : readNumber(node) }),
};

/** How the process type is updated; null, which is the default, for an empty value. */
export function readUpdate(node: ManifestNode, where: string): UpdateSettings | null {
  return isNothing(node) ? null : readFields(node, UPDATE, `${where}.update`);
}
