import type { DisruptionSettings } from '../disruption/disruption-settings.js';
import { RECONCILE_POLICIES } from '../disruption/reconcile-policy.js';
import type { ManifestNode } from './manifest-node.js';
import { readFields, type Fields } from './read-fields.js';
import { isNothing, readChoice, readFlag, readNumber } from './read-values.js';

const DISRUPTION: Fields<DisruptionSettings> = {
  min_available: (node) => ({ minAvailable: numberOrNull(node) }),
  max_unavailable: (node) => ({ maxUnavailable: numberOrNull(node) }),
  lost_after_seconds: (node) => ({ lostAfterSeconds: numberOrNull(node) }),
  replace: (node) => ({ replace: readFlag(node) }),
  reconcile: (node) => ({ reconcile: readChoice(node, RECONCILE_POLICIES) }),
};

/** What the process type puts up with when a host is emptied or lost; null, which is the default, for an empty value. */
export function readDisruption(node: ManifestNode, where: string): DisruptionSettings | null {
  return isNothing(node) ? null : readFields(node, DISRUPTION, `${where}.disruption`);
}

function numberOrNull(node: ManifestNode): number | null {
  return isNothing(node) ? null : readNumber(node);
}
