import { UserError } from '@jujube/core/errors/user-error.js';
import { isProcessType } from '@jujube/core/formation/process-type.js';

/** A Marathon app is one process type of an app of ours. */
export interface AppId {
  readonly appName: string;
  readonly processType: string;
}

const APP_NAME = /^[a-z][a-z0-9-]{0,28}[a-z0-9]$/;
/** They follow an id in Marathon's addresses. */
const TAKEN: readonly string[] = ['tasks', 'restart', 'versions'];

/**
 * `/shop` is process type `web` of app `shop`, and so is `/shop/web`; `/shop/worker` is its process type `worker`. The leading
 * slash may be missing. Throws `invalid_params` for anything else: apps have no deeper groups here.
 */
export function parseAppId(text: string): AppId {
  const [appName = '', processType = 'web', ...deeper] = text.replace(/^\//, '').split('/');
  const isId = APP_NAME.test(appName) && isProcessType(processType) && deeper.length === 0;
  if (isId && !TAKEN.includes(processType)) return { appName, processType };
  throw new UserError(
    'invalid_params',
    `"${text.slice(0, 80)}" is no id: write /shop for the process type web of app shop, /shop/worker for its process type worker.`,
  );
}

/** The one name under which it is shown. */
export function formatAppId({ appName, processType }: AppId): string {
  return processType === 'web' ? `/${appName}` : `/${appName}/${processType}`;
}

export interface IdPath {
  readonly app_name: string;
  readonly process_type?: string;
}

/** The id that an address names. Throws `invalid_params`. */
export function idOfPath({ app_name, process_type }: IdPath): AppId {
  return parseAppId(process_type === undefined ? app_name : `${app_name}/${process_type}`);
}
