import type { DeploymentAction } from '@jujube/contract/client/deployments-client.js';
import type { Deployment } from '@jujube/contract/deployment.js';
import { optionalWord } from '../language/argument.js';
import { on } from '../language/flag.js';
import type { Verb } from '../language/verb.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { rollOut } from '../waiting/roll-out.js';
import { findDeploy } from './find-deploy.js';

const ARGS = { deployment: optionalWord('deployment', 'id, or release such as v7; without: the newest') };

export const promoteDeploy = decideOnDeploy({
  name: 'deploys:promote',
  summary: 'let the rest of the app follow its canaries, or switch to a release that nobody sees yet',
  doing: 'Promoting',
  action: () => 'promote',
});

export const confirmDeploy = decideOnDeploy({
  name: 'deploys:confirm',
  summary: 'say yes to what a deployment waits for: its promotion, or that the old dynos may go',
  doing: 'Confirming',
  action: ({ waiting_for: waitingFor }) => (waitingFor === 'promotion' ? 'promote' : 'confirm'),
});

interface Decision {
  name: string;
  summary: string;
  doing: string;
  action: (deployment: Deployment) => DeploymentAction;
}

function decideOnDeploy({ name, summary, doing, action }: Decision): Verb {
  return defineVerb({
    name,
    summary,
    needsApp: true,
    args: ARGS,
    flags: { wait: on('do not wait until the release serves') },
    examples: [`${name} -a shop`, `${name} v7 -a shop`],
    async run(context, { app, args, flags, isJson }) {
      const deployment = await findDeploy(context.client, app, args.deployment);
      const { version } = deployment.release;
      const start = async () => {
        await context.client.deployments.act(app, deployment.id, action(deployment));
        return context.client.releases.get(app, version);
      };
      const release = await rollOut(context, { title: `${doing} v${version} of ${app}`, start, isWaiting: flags.wait });
      if (isJson) context.out(jsonText(release));
    },
  });
}

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
