import { ApiError } from '@jujube/contract/client/api-error.js';
import { pause } from '@jujube/contract/client/pause.js';
import type { Build } from '@jujube/contract/build.js';
import type { CommandContext } from '../language/command-context.js';

export interface FollowedBuild {
  app: string;
  build: Build;
  print: (text: string) => void;
}

const LOOK_AGAIN_AFTER_MS = 1_000;

/**
 * Prints the output of a build from its beginning until it has ended, and gives the ended build. The stream starts anew
 * whenever it breaks or is let go too early; what was printed already is skipped.
 */
export async function followBuild(context: CommandContext, { app, build, print }: FollowedBuild): Promise<Build> {
  let printed = 0;
  for (;;) {
    printed = await printBeyond(context, { app, build, print }, printed);
    const seen = await context.client.builds.get(app, build.id);
    if (seen.status !== 'pending') {
      await printBeyond(context, { app, build: seen, print }, printed);
      return seen;
    }
    await pause(LOOK_AGAIN_AFTER_MS, context.signal);
  }
}

/** Gives how many characters are printed by now. */
async function printBeyond(context: CommandContext, { build, print }: FollowedBuild, printed: number): Promise<number> {
  let seen = 0;
  let end = printed;
  try {
    for await (const text of context.client.builds.output(build)) {
      const fresh = text.slice(Math.max(0, end - seen));
      seen += text.length;
      if (fresh === '') continue;
      print(fresh);
      end += fresh.length;
    }
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status > 0 && error.status < 500 && error.status !== 404)) throw error;
  }
  return end;
}
