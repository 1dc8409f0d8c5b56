import type { ConfigVarsPatch } from '@jujube/contract/config-vars.js';
import type { Release } from '@jujube/contract/release.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { rollOut } from '../waiting/roll-out.js';

export interface ConfigChange {
  app: string;
  changes: ConfigVarsPatch;
  title: string;
  isWaiting: boolean;
}

/** Changes config vars and follows the release that this makes; values that are so already make none. */
export async function releaseConfig(context: CommandContext, change: ConfigChange): Promise<Release> {
  const { app, changes, title, isWaiting } = change;
  const before = await newestRelease(context, app);
  const start = async () => {
    await context.client.apps.setConfigVars(app, changes);
    return newestRelease(context, app);
  };
  return rollOut(context, { title, start, isWaiting, newerThan: before.version });
}

async function newestRelease(context: CommandContext, app: string): Promise<Release> {
  const [newest] = await context.client.releases.list(app, 1);
  if (!newest) throw new CommandFailure(`${app} has no release. See: releases -a ${app}`);
  return newest;
}
