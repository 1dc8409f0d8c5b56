import { count } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { waitForRelease } from '../waiting/wait-for-release.js';
import { waitForFormation } from '../waiting/wait-for-formation.js';
import { CommandFailure } from '../language/command-failure.js';

export const waitForDynos = defineVerb({
  name: 'ps:wait',
  summary: 'wait until the newest release serves and all its dynos are up',
  needsApp: true,
  flags: { release: count('version', 'this release instead of the newest') },
  examples: ['ps:wait -a shop', 'ps:wait --release 7 -a shop'],
  async run(context, { app, flags, isJson }) {
    const release = await context.step(`Waiting for ${app}`, async (step) => {
      const wanted = flags.release ?? (await context.client.releases.list(app, 1))[0]?.version;
      if (wanted === undefined) throw new CommandFailure(`${app} has no release yet.`);
      const ended = await waitForRelease(context, await context.client.releases.get(app, wanted), step);
      await waitForFormation(context, await context.client.formation.list(app), step);
      return ended;
    });
    if (isJson) context.out(jsonText(release));
  },
});
