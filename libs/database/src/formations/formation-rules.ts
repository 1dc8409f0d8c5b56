import type { RulesWish } from '@jujube/core/rules/rules-wish.js';

/** Where dynos of a process type may go, as stored. Missing members mean 'no rule'. */
export type FormationRules = RulesWish;

/** What becomes of a dyno whose checks fail without an end. */
export type OnUnhealthy = 'recreate' | 'none' | 'recreateOnQuorum';

/** How a dyno proves that it is well; without one, `PORT` must accept a TCP connection. */
export interface HealthCheck {
  protocol: 'http' | 'tcp';
  /** path for http; 200..399 passes */
  path?: string;
  intervalSeconds: number;
  timeoutSeconds: number;
  graceSeconds: number;
  maxConsecutiveFailures: number;
  /** default: recreate */
  onUnhealthy?: OnUnhealthy;
  /** for recreateOnQuorum: so many others must be healthy; default 1 */
  quorum?: number;
}
