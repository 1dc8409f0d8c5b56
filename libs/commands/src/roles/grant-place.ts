import type { RoleGrant } from '@jujube/contract/role.js';
import { text } from '../language/flag.js';

/** Where a role holds; neither: everywhere. */
export const PLACE_FLAGS = {
  environment: text('environment', 'in this environment', { short: 'e' }),
  app: text('app', 'on this app', { short: 'a' }),
};

export function placeText({ environment, app }: { environment?: string; app?: string }): string {
  if (environment !== undefined) return `in ${environment}`;
  return app === undefined ? 'everywhere' : `on ${app}`;
}

/** An e-mail address, or the name of a team. */
export function receiverOf({ user, team }: RoleGrant): string {
  return user?.email ?? team?.name ?? '';
}

export function placeOf({ environment, app }: RoleGrant): string {
  return placeText({ environment: environment?.name, app: app?.name });
}
