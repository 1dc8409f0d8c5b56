import { toSnakeCase } from '../snake-naming.js';

const PROPERTIES = [
  ...['id', 'appId', 'appName', 'processType', 'slot', 'incarnation', 'releaseId', 'releaseVersion', 'generation'],
  ...[
    'command',
    'image',
    'hostId',
    'hostName',
    'hostAddress',
    'hostPort',
    'ports',
    'gpus',
    'cpuMillis',
    'memoryMib',
    'state',
    'isHealthy',
  ],
  ...['containerId', 'reason', 'exitCode', 'createdAt', 'stateSince', 'healthySince'],
];

/** Select list that makes rows shaped like DynoEntity from `dynos`, or from what it is called in the statement. */
export function dynoColumns(table = 'dynos'): string {
  return PROPERTIES.map((property) => `${table}.${toSnakeCase(property)} as "${property}"`).join(', ');
}
