import { Client } from '@jujube/contract/client/client.js';
import { CommandFailure } from '../language/command-failure.js';
import type { Terminal } from '../language/terminal.js';
import type { CommandContext } from '../language/command-context.js';

/** Prints where to log in, waits until somebody did, and keeps their token. */
export async function logInByBrowser(
  context: CommandContext,
  terminal: Terminal,
  url: string,
): Promise<{ url: string; username: string }> {
  const { signal } = context;
  const { account } = new Client({ baseUrl: url, signal });
  const login = await account.beginBrowserLogin(`jujube login on ${terminal.machineName}`);
  if (!login.sso) throw new CommandFailure(`${url} has no identity provider (OIDC_ISSUER). Log in without --sso.`);
  context.err(`Open in a browser: ${url}${login.browser_url}/sso`);
  const token = await context.step('Waiting for the login there', () => account.endBrowserLogin(login));
  const { email: username } = await new Client({ baseUrl: url, signal, token }).account.get();
  terminal.logins.save({ url, username, token });
  return { url, username };
}
