import type { Build } from '@jujube/contract/build.js';
import type { Release } from '@jujube/contract/release.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { endingText } from '../waiting/ending-text.js';
import { waitForRelease } from '../waiting/wait-for-release.js';

/** Waits until what was built, or what superseded it, serves; a failed build is an error with its reason. */
export async function releaseOfBuild(context: CommandContext, app: string, build: Build): Promise<Release> {
  if (build.status === 'failed') {
    const why = build.failure ?? 'see its output';
    throw new CommandFailure(`Build ${build.id} ${build.cancelled ? 'was cancelled' : 'failed'}: ${why}`);
  }
  if (!build.release)
    throw new CommandFailure(`Build ${build.id} succeeded, but nothing was released. See: releases -a ${app}`);
  const release = await context.client.releases.get(app, build.release.id);
  const { release: serving } = await context.step(
    `Releasing v${release.version} of ${app}`,
    (step) => waitForRelease(context, release, step),
    ({ release: ended, supersession }) => supersession || (ended.status === 'pending' ? endingText(ended) : ''),
  );
  return serving;
}
