import { CommandFailure } from '@jujube/commands/language/command-failure.js';
import { ApiError } from '@jujube/contract/client/api-error.js';

/** Where the address and the token of a call came from. */
export interface LoginFacts {
  readonly baseUrl: string;
  readonly hasTokenFromEnv: boolean;
  readonly hasUrlFromEnv: boolean;
  /** where the platform of this clone runs */
  readonly runningUrl: string | undefined;
}

/** An error of the API with what mends it on this machine; other errors stay as they are. */
export function withLoginAdvice(error: unknown, facts: LoginFacts): unknown {
  if (!(error instanceof ApiError)) return error;
  if (error.status === 401 && facts.hasTokenFromEnv) return new CommandFailure(tokenAdvice(facts));
  const isRefused = error.id === 'unreachable' && error.message.includes('ECONNREFUSED');
  return isRefused ? new CommandFailure(`${error.message} ${addressAdvice(facts)}`) : error;
}

function tokenAdvice({ baseUrl }: LoginFacts): string {
  return `${baseUrl} does not know the token in JUJUBE_TOKEN. Unset the variable to use the stored login, or give it a token of jujube authorizations:create.`;
}

function addressAdvice({ baseUrl, runningUrl, hasUrlFromEnv }: LoginFacts): string {
  const origin = hasUrlFromEnv ? 'The address is that of JUJUBE_URL.' : 'The address is that of the stored login.';
  if (runningUrl !== undefined && runningUrl !== baseUrl)
    return `${origin} This clone runs at ${runningUrl}: ${mend(hasUrlFromEnv, runningUrl)}`;
  const ports =
    'npm start takes other ports when its own are taken: see what it printed, or .jujube/running.json, then';
  return `${origin} ${ports} ${mend(hasUrlFromEnv, 'URL')}`;
}

function mend(hasUrlFromEnv: boolean, url: string): string {
  return hasUrlFromEnv ? `JUJUBE_URL=${url}` : `jujube login --url ${url}`;
}
