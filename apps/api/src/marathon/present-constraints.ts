import type { MarathonHealthCheck } from '@jujube/contract/marathon.js';
import type { FormationRules, HealthCheck } from '@jujube/database/formations/formation-rules.js';

/** All rules that Marathon has words for; affinity, spread and the rest are told by our own API. */
export function presentConstraints({ constraints = [], hostLabels = {}, isOnePerHost }: FormationRules): string[][] {
  return [
    ...constraints.map((parts) => parts.filter((part) => part !== undefined)),
    ...Object.entries(hostLabels).map(([label, value]) => [label, 'IS', value]),
    ...(isOnePerHost === true ? [['hostname', 'UNIQUE']] : []),
  ];
}

interface Checked {
  readonly healthCheck: HealthCheck | null;
  readonly rules: FormationRules;
}

export function presentHealthChecks({ healthCheck: check, rules: { ports = [] } }: Checked): MarathonHealthCheck[] {
  if (check === null) return [];
  const { protocol, path, graceSeconds, intervalSeconds, timeoutSeconds, maxConsecutiveFailures } = check;
  return [
    {
      protocol: protocol === 'http' ? 'HTTP' : 'TCP',
      ...(path !== undefined && { path }),
      ...{
        portIndex: 1 + ports.findIndex(({ name }) => name === check.portName),
        gracePeriodSeconds: graceSeconds,
        intervalSeconds,
        timeoutSeconds,
        maxConsecutiveFailures,
      },
    },
  ];
}
