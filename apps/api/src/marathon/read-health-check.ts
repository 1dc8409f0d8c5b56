import type { HealthCheck } from '@jujube/database/formations/formation-rules.js';
import { portName } from './read-ports.js';
import { fields, note, only, type Place, text, whole } from '../definitions/read-fields.js';

const readCheck = fields({
  protocol: only('HTTP', 'TCP'),
  path: text({ max: 1024 }),
  portIndex: whole({ min: 0, max: 20 }),
  gracePeriodSeconds: whole({ min: 0, max: 3600 }),
  intervalSeconds: whole({ min: 1, max: 3600 }),
  timeoutSeconds: whole({ min: 1, max: 300 }),
  maxConsecutiveFailures: whole({ min: 1, max: 100 }),
  ignoreHttp1xx: only(false),
  ipProtocol: only('IPv4'),
});

/** Marathon's check as the platform makes it, with Marathon's defaults. Its own `MESOS_` and command checks are not supported. */
export function readHealthCheck(value: unknown, at: Place): HealthCheck | undefined {
  const check = readCheck(value, at);
  if (!check) return undefined;
  const isHttp = (check.protocol ?? 'HTTP') === 'HTTP';
  const { path } = check;
  if (!isHttp && path !== undefined) note({ ...at, path: `${at.path}/path` }, 'is for protocol HTTP only');
  if (path !== undefined && !/^\/[\x21-\x7e]*$/.test(path)) {
    note({ ...at, path: `${at.path}/path` }, 'must start with / and hold no white space');
  }
  return {
    protocol: isHttp ? 'http' : 'tcp',
    ...(isHttp && { path: path ?? '/' }),
    ...(check.portIndex && { portName: portName(check.portIndex) }),
    intervalSeconds: check.intervalSeconds ?? 60,
    timeoutSeconds: check.timeoutSeconds ?? 20,
    graceSeconds: check.gracePeriodSeconds ?? 300,
    maxConsecutiveFailures: check.maxConsecutiveFailures ?? 3,
  };
}
