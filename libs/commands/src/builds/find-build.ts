import type { Build } from '@jujube/contract/build.js';
import type { Client } from '@jujube/contract/client/client.js';
import { CommandFailure } from '../language/command-failure.js';

const FULL_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const RECENT = 100;

/** The build that was asked for: by its id, by the beginning of one among the last 100, else the newest. */
export async function findBuild(client: Client, app: string, asked: string | undefined): Promise<Build> {
  if (asked !== undefined && FULL_ID.test(asked)) return client.builds.get(app, asked);
  const recent = await client.builds.list(app, asked === undefined ? 1 : RECENT);
  const found = recent.filter((build) => build.id.startsWith(asked ?? ''));
  if (found.length === 1 && found[0]) return found[0];
  const what = asked === undefined ? 'no build yet' : `${found.length === 0 ? 'no' : 'more than one'} build ${asked}`;
  throw new CommandFailure(`${app} has ${what}. See: builds -a ${app}`);
}
