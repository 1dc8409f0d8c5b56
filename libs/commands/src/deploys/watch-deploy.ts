import type { Deployment } from '@jujube/contract/deployment.js';
import { optionalWord } from '../language/argument.js';
import type { CommandContext } from '../language/command-context.js';
import { CommandFailure } from '../language/command-failure.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { dynoProgress } from '../waiting/dyno-progress.js';
import { waitUntil } from '../waiting/wait-until.js';
import { deployStateText } from './deploy-state-text.js';
import { findDeploy } from './find-deploy.js';

/** The server ends a deployment at its deadline; so much later nobody is at work there. */
const LONGEST_SILENCE_MS = 3_700_000;

export const watchDeploy = defineVerb({
  name: 'deploys:watch',
  summary: 'follow a deployment to its end; exits with 1 when it did not succeed',
  needsApp: true,
  args: { deployment: optionalWord('deployment', 'id, or release such as v7; without: the newest') },
  examples: ['deploys:watch -a shop', 'deploys:watch v7 -a shop'],
  async run(context, { app, args, isJson }) {
    const { id, release } = await findDeploy(context.client, app, args.deployment);
    const name = `v${release.version}`;
    context.leaveBehind(`the deployment of ${name}. See: deploys:info ${name} -a ${app}`);
    const ended = await follow(context, { app, id, say: isJson ? () => undefined : (line) => context.out(line) });
    if (isJson) context.out(jsonText(ended));
    if (ended.state === 'succeeded') return;
    throw new CommandFailure(
      `${name} of ${app} was not released: ${ended.reason ?? ended.state}.`.replace(/\.\.$/, '.'),
    );
  },
});

/** Says every change once. */
async function follow(
  context: CommandContext,
  { app, id, say }: { app: string; id: string; say: (line: string) => void },
): Promise<Deployment> {
  let said = '';
  return waitUntil(context, {
    deadlineMs: LONGEST_SILENCE_MS,
    overdue: () => `The deployment did not end by its deadline: is the scheduler running? See: deploys:info -a ${app}`,
    look: async (renew) => {
      const deployment = await context.client.deployments.get(app, id);
      const line = await progressLine(context, deployment);
      if (line !== said) say(line);
      said = line;
      if (deployment.waiting_for !== null) renew();
      return deployment.state === 'pending' ? undefined : deployment;
    },
  });
}

async function progressLine(context: CommandContext, deployment: Deployment): Promise<string> {
  const { app, release } = deployment;
  const name = `v${release.version}`;
  if (deployment.state !== 'pending') return `${name} ${deployment.state}`;
  const progress = await dynoProgress(context.client, await context.client.releases.get(app.name, release.version));
  const state = deployStateText(deployment);
  return `${name} ${state === 'pending' ? '' : `${state}, `}${progress}`;
}
