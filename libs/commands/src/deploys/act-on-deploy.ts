import type { DeploymentAction } from '@jujube/contract/client/deployments-client.js';
import { optionalWord } from '../language/argument.js';
import { on } from '../language/flag.js';
import type { Verb } from '../language/verb.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { endingText } from '../waiting/ending-text.js';
import { waitForRelease } from '../waiting/wait-for-release.js';
import { findDeploy } from './find-deploy.js';

const ARGS = { deployment: optionalWord('deployment', 'id, or release such as v7; without: the newest') };

export const promoteDeploy = defineVerb({
  name: 'deploys:promote',
  aliases: ['deploys:confirm'],
  summary: 'let the rest of the app follow its canaries',
  needsApp: true,
  args: ARGS,
  flags: { wait: on('do not wait until the release serves') },
  examples: ['deploys:promote -a shop', 'deploys:confirm v7 -a shop'],
  async run(context, { app, args, flags, isJson }) {
    const { id, release } = await findDeploy(context.client, app, args.deployment);
    const promoted = await context.step(
      `Promoting v${release.version} of ${app}`,
      async (step) => {
        await context.client.deployments.act(app, id, 'promote');
        const promoting = await context.client.releases.get(app, release.version);
        return flags.wait ? waitForRelease(context, promoting, step) : promoting;
      },
      endingText,
    );
    if (isJson) context.out(jsonText(promoted));
  },
});

export const pauseDeploy = actOnDeploy(
  'pause',
  'stop half-way: what runs goes on running, the deadline stands still',
  'Pausing',
);
export const resumeDeploy = actOnDeploy('resume', 'let a paused deployment go on', 'Resuming');

function actOnDeploy(action: DeploymentAction, summary: string, doing: string): Verb {
  return defineVerb({
    name: `deploys:${action}`,
    summary,
    needsApp: true,
    args: ARGS,
    examples: [`deploys:${action} -a shop`],
    async run(context, { app, args, isJson }) {
      const { id, release } = await findDeploy(context.client, app, args.deployment);
      const deployment = await context.step(`${doing} the deployment of v${release.version}`, () =>
        context.client.deployments.act(app, id, action),
      );
      if (isJson) context.out(jsonText(deployment));
    },
  });
}
