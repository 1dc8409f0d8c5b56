import { UserError } from '@jujube/core/errors/user-error.js';
import { CordonHost } from '@jujube/usecases/hosts/cordon-host.js';
import { DrainHost } from '@jujube/usecases/hosts/drain-host.js';
import { UncordonHost } from '@jujube/usecases/hosts/uncordon-host.js';

const ACTIONS = new Map([
  ['cordon', CordonHost],
  ['uncordon', UncordonHost],
  ['drain', DrainHost],
]);

/** The command behind `POST /hosts/:host/actions/:action`. */
export function hostAction(name: string, hostId: string) {
  const Action = ACTIONS.get(name);
  if (!Action) throw new UserError('not_found', `A host knows the actions ${[...ACTIONS.keys()].join(', ')}.`);
  return new Action({ hostId });
}
