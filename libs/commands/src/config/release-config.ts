import type { ConfigVarsPatch } from '@jujube/contract/config-vars.js';
import type { Release } from '@jujube/contract/release.js';
import type { CommandContext } from '../language/command-context.js';
import { newestRelease } from '../waiting/newest-release.js';
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
