import type { Release } from '@jujube/contract/release.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';

/** What was released last, also when it has not arrived. */
export async function newestRelease(context: CommandContext, app: string): Promise<Release> {
  const [newest] = await context.client.releases.list(app, 1);
  if (!newest) throw new CommandFailure(`${app} has no release. See: releases -a ${app}`);
  return newest;
}
