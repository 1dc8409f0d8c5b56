import type { Dyno } from '@jujube/contract/dyno.js';
import type { CommandContext, Step } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { count } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { endingText } from '../waiting/ending-text.js';
import { waitForRelease, type ReleasedRelease } from '../waiting/wait-for-release.js';
import { troubleText } from '../waiting/trouble-text.js';
import { waitUntil } from '../waiting/wait-until.js';

export const waitForDynos = defineVerb({
  name: 'ps:wait',
  summary: 'wait until the newest release serves and every dyno is up with it',
  needsApp: true,
  flags: { release: count('version', 'this release instead of the newest') },
  examples: ['ps:wait -a shop', 'ps:wait --release 7 -a shop'],
  async run(context, { app, flags, isJson }) {
    const work = async (step: Step) => {
      const version = flags.release ?? (await context.client.releases.list(app, 1))[0]?.version;
      if (version === undefined) throw new CommandFailure(`${app} has no release yet.`);
      const released = await waitForRelease(context, await context.client.releases.get(app, version), step);
      if (released.release.status === 'pending') throw new CommandFailure(`${endingText(released.release)}.`);
      await waitUntilAllAreUp(context, { app, version: released.release.version, step });
      return released;
    };
    const ending = ({ supersession }: ReleasedRelease) => supersession;
    const { release } = await context.step(`Waiting for ${app}`, work, ending);
    if (isJson) context.out(jsonText(release));
  },
});

/** Dynos that were stopped on purpose are not waited for. */
async function waitUntilAllAreUp(
  context: CommandContext,
  { app, version, step }: { app: string; version: number; step: Step },
): Promise<void> {
  const { deadline_seconds: seconds } = await context.client.apps.get(app);
  await waitUntil(context, {
    deadlineMs: seconds * 1000,
    overdue: () => `Not every dyno of ${app} is up with v${version} after ${seconds} s. See: ps -a ${app}`,
    look: async () => {
      const dynos = (await context.client.dynos.list(app)).filter(({ state }) => state !== 'down');
      const isUp = (dyno: Dyno) => dyno.state === 'up' && dyno.healthy && dyno.release.version >= version;
      step.say(`${dynos.filter(isUp).length}/${dynos.length} dynos up${troubleText(dynos)}`);
      return dynos.every(isUp) || undefined;
    },
  });
}
