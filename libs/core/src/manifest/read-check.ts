import { DEFAULT_CHECK_TIMES, ON_UNHEALTHY, parseHealthCheck, type HealthCheck } from '../formation/health-check.js';
import type { ManifestNode } from './manifest-node.js';
import { at, refuseAt } from './place.js';
import { readFields, type Fields } from './read-fields.js';
import { isNothing, readChoice, readShortText, readWhole } from './read-values.js';

const CHECK: Fields<HealthCheck> = {
  protocol: (node) => ({ protocol: readChoice(node, ['http', 'tcp']) }),
  path: (node) => ({ path: readShortText(node, 1024) }),
  port_name: (node) => ({ portName: readShortText(node, 15) }),
  interval_seconds: (node) => ({ intervalSeconds: readWhole(node, [1, 3600]) }),
  timeout_seconds: (node) => ({ timeoutSeconds: readWhole(node, [1, 300]) }),
  grace_seconds: (node) => ({ graceSeconds: readWhole(node, [0, 3600]) }),
  max_consecutive_failures: (node) => ({ maxConsecutiveFailures: readWhole(node, [1, 100]) }),
  on_unhealthy: (node) => ({ onUnhealthy: readChoice(node, ON_UNHEALTHY) }),
  quorum: (node) => ({ quorum: readWhole(node, [1, 1000]) }),
};

/** A check as a whole, with the times that `checks:set` has where none are said; null for an empty value. */
export function readCheck(node: ManifestNode, where: string): HealthCheck | null {
  if (isNothing(node)) return null;
  const { protocol, ...wish } = readFields(node, CHECK, `${where}.checks`);
  if (protocol === undefined) return refuseAt(node.place, `${where}.checks needs a protocol, http or tcp`);
  return at(node.place, () => parseHealthCheck({ ...DEFAULT_CHECK_TIMES, ...wish, protocol }));
}
