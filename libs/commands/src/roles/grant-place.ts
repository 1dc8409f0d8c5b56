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

export function placeOf({ environment, app }: RoleGrant): string {
  return placeText({ environment: environment?.name, app: app?.name });
}
