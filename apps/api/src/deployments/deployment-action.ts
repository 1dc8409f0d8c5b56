import { UserError } from '@jujube/core/errors/user-error.js';
import { ConfirmDeployment } from '@jujube/usecases/deployments/confirm-deployment.js';
import { PauseDeployment } from '@jujube/usecases/deployments/pause-deployment.js';
import { PromoteDeployment } from '@jujube/usecases/deployments/promote-deployment.js';
import { ResumeDeployment } from '@jujube/usecases/deployments/resume-deployment.js';

const ACTIONS = new Map([
  ['promote', PromoteDeployment],
  ['confirm', ConfirmDeployment],
  ['pause', PauseDeployment],
  ['resume', ResumeDeployment],
]);

/** The command behind `POST /deployments/:deployment/actions/:action`. */
export function deploymentAction(name: string, deployment: { appId: string; deploymentId: string }) {
  const Action = ACTIONS.get(name);
  if (!Action) throw new UserError('not_found', `A deployment knows the actions ${[...ACTIONS.keys()].join(', ')}.`);
  return new Action(deployment);
}
