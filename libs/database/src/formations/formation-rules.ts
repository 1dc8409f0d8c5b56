import type { HealthCheck as Check, OnUnhealthy as Ending } from '@jujube/core/formation/health-check.js';
import type { RulesWish } from '@jujube/core/rules/rules-wish.js';

/** Where dynos of a process type may go, as stored. Missing members mean 'no rule'. */
export type FormationRules = RulesWish;

/** What becomes of a dyno whose checks fail without an end. */
export type OnUnhealthy = Ending;

/** How a dyno proves that it is well, as stored. */
export type HealthCheck = Check;
