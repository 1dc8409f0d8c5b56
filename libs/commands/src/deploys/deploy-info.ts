import { optionalWord } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { keyValues } from '../output/key-values.js';
import { deployStateText } from './deploy-state-text.js';
import { proofText } from './proof-text.js';
import { findDeploy } from './find-deploy.js';

export const deployInfo = defineVerb({
  name: 'deploys:info',
  summary: 'show a deployment: its state, why it ended so, and what it did to requests',
  needsApp: true,
  args: { deployment: optionalWord('deployment', 'id, or release such as v7; without: the newest') },
  examples: ['deploys:info -a shop', 'deploys:info v7 -a shop'],
  async run(context, { app, args, isJson }) {
    const { id } = await findDeploy(context.client, app, args.deployment);
    const deployment = await context.client.deployments.get(app, id);
    if (isJson) return context.out(jsonText(deployment));
    context.out(heading(`Deployment of v${deployment.release.version} on ${app}`));
    context.out(
      keyValues([
        ['State', deployStateText(deployment)],
        ['Reason', deployment.reason],
        ['Began', deployment.created_at],
        ['Deadline', deployment.deadline_at],
        ['Ended', deployment.finished_at],
        ['Id', deployment.id],
      ]),
    );
    const proof = proofText(deployment.proof, deployment.release.version);
    if (proof !== '') context.out(`\n${proof}`);
    if (deployment.log_excerpt) context.out(`\n${heading('Last log lines')}\n${deployment.log_excerpt.trimEnd()}`);
  },
});
