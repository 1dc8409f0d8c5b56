import type { Release } from '@jujube/contract/release.js';
import type { CommandContext, Step } from '../language/command-context.js';
import { releasedText } from './released-text.js';
import { waitForRelease } from './wait-for-release.js';

export interface RollOut {
  title: string;
  /** makes the release, or lets it go on */
  start: () => Promise<Release>;
  isWaiting: boolean;
  /** the newest version before: when `start` gives it again, there was nothing to change */
  newerThan?: number;
}

interface RolledOut {
  release: Release;
  text: string;
}

/** `title... done, v4`: makes a release and, unless told otherwise, waits until it serves. */
export async function rollOut(context: CommandContext, plan: RollOut): Promise<Release> {
  const work = async (step: Step): Promise<RolledOut> => {
    const made = await plan.start();
    if (made.version === plan.newerThan) return { release: made, text: 'nothing changed' };
    const version = `v${made.version}`;
    step.say(`releasing ${version}`);
    if (!plan.isWaiting) return { release: made, text: version };
    const released = await waitForRelease(context, made, step);
    return { release: released.release, text: releasedText(made.version, released) };
  };
  return (await context.step(plan.title, work, ({ text }) => text)).release;
}
