import type { Release } from '@jujube/contract/release.js';
import type { CommandContext } from '../language/command-context.js';
import { endingText } from './ending-text.js';
import { waitForRelease } from './wait-for-release.js';

export interface RollOut {
  title: string;
  /** makes the release */
  start: () => Promise<Release>;
  isWaiting: boolean;
}

/** `title... done, v4`: makes a release and, unless told otherwise, waits until it serves. */
export function rollOut(context: CommandContext, { title, start, isWaiting }: RollOut): Promise<Release> {
  return context.step(
    title,
    async (step) => {
      const release = await start();
      step.say(`releasing v${release.version}`);
      return isWaiting ? waitForRelease(context, release, step) : release;
    },
    (release) => (isWaiting ? endingText(release) : `v${release.version}`),
  );
}
