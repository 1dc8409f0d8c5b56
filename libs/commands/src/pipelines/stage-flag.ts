import type { Stage } from '@jujube/contract/pipeline.js';
import { choice } from '../language/flag.js';

/** In the order in which code goes through them. */
export const STAGES: readonly Stage[] = ['test', 'review', 'development', 'staging', 'production'];

export const stageFlag = choice(STAGES, 'where the app stands');

/** What its name tells, as at Heroku: `shop-staging` is in staging. */
export function guessedStage(appName: string): Stage {
  if (/-(?:stg|stage|staging)$/.test(appName)) return 'staging';
  if (/-(?:dev|development)$/.test(appName)) return 'development';
  return 'production';
}
