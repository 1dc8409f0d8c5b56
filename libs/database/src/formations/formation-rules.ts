import type { RulesWish } from '@jujube/core/rules/rules-wish.js';

/** Where dynos of a process type may go, as stored. Missing members mean 'no rule'. */
export type FormationRules = RulesWish;

/** How a dyno proves that it is well; without one, `PORT` must accept a TCP connection. */
export interface HealthCheck {
  protocol: 'http' | 'tcp';
  /** path for http; 200..399 passes */
  path?: string;
  intervalSeconds: number;
  timeoutSeconds: number;
  graceSeconds: number;
  maxConsecutiveFailures: number;
}
