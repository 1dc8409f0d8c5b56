import { optionalWord } from '../language/argument.js';
import { CommandFailure } from '../language/command-failure.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { findDeploy } from './find-deploy.js';

export const cancelDeploy = defineVerb({
  name: 'deploys:cancel',
  summary: 'cancel a deployment that is under way; the release before it serves on',
  needsApp: true,
  args: { deployment: optionalWord('deployment', 'id, or release such as v7; without: the one under way') },
  examples: ['deploys:cancel -a shop'],
  async run(context, { app, args, isJson }) {
    const deployment = await findDeploy(context.client, app, args.deployment);
    if (deployment.state !== 'pending') {
      throw new CommandFailure(
        `The deployment of v${deployment.release.version} is not under way any more (${deployment.state}).`,
      );
    }
    const cancelled = await context.step(`Cancelling the deployment of v${deployment.release.version}`, () =>
      context.client.deployments.cancel(app, deployment.id),
    );
    if (isJson) context.out(jsonText(cancelled));
  },
});
