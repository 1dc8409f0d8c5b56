import { UserError } from '../errors/user-error.js';

/** What becomes of a dyno whose checks fail without an end. */
export const ON_UNHEALTHY = ['recreate', 'none', 'recreateOnQuorum'] as const;
export type OnUnhealthy = (typeof ON_UNHEALTHY)[number];

/** How a dyno proves that it is well; without one, `PORT` must accept a TCP connection. */
export interface HealthCheck {
  protocol: 'http' | 'tcp';
  /** path for http; 200..399 passes */
  path?: string;
  /** a named port of the process type; default: PORT */
  portName?: string;
  intervalSeconds: number;
  timeoutSeconds: number;
  graceSeconds: number;
  maxConsecutiveFailures: number;
  /** default: recreate */
  onUnhealthy?: OnUnhealthy;
  /** for recreateOnQuorum: so many others must be healthy; default 1 */
  quorum?: number;
}

/** What a check is like where its owner says only what is asked. */
export const DEFAULT_CHECK_TIMES = {
  intervalSeconds: 5,
  timeoutSeconds: 2,
  graceSeconds: 60,
  maxConsecutiveFailures: 3,
};

/** Refuses what contradicts itself; answers the form in which a check is stored. Throws `invalid_params`. */
export function parseHealthCheck(check: HealthCheck): HealthCheck {
  const { protocol, path, onUnhealthy, quorum } = check;
  if (protocol === 'tcp' && path !== undefined) refuse('path is for protocol http only');
  if (path !== undefined && !/^\/[\x21-\x7e]*$/.test(path)) refuse('path must start with / and hold no white space');
  if (quorum !== undefined && onUnhealthy !== 'recreateOnQuorum') {
    refuse('quorum is for on_unhealthy recreateOnQuorum only');
  }
  return {
    protocol,
    ...(protocol === 'http' && { path: path ?? '/' }),
    ...(check.portName !== undefined && { portName: check.portName }),
    intervalSeconds: check.intervalSeconds,
    timeoutSeconds: check.timeoutSeconds,
    graceSeconds: check.graceSeconds,
    maxConsecutiveFailures: check.maxConsecutiveFailures,
    ...(onUnhealthy !== undefined && { onUnhealthy }),
    ...(quorum !== undefined && { quorum }),
  };
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `Health check: ${why}.`);
}
