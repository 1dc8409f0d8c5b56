import { ApiError } from '@jujube/contract/client/api-error.js';
import { Client } from '@jujube/contract/client/client.js';
import { text, toggle } from '../language/flag.js';
import { CommandFailure } from '../language/command-failure.js';
import type { Terminal } from '../language/terminal.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { logInByBrowser } from './log-in-by-browser.js';

const TOKEN_LIVES_SECONDS = 90 * 24 * 3600;

export const login = defineVerb({
  name: 'login',
  aliases: ['auth:login'],
  summary: 'log in and keep a token on this machine',
  localReason: 'keeps a token on this machine',
  flags: {
    url: text('url', 'where Jujube is, e.g. http://127.0.0.1:5100'),
    username: text('name', 'asked for when absent', { short: 'u' }),
    invitation: text('code', 'of users:invite: choose a password first'),
    password: text('password', 'asked for when absent (better: others can read the command line)'),
    sso: toggle('log in in a browser, with single sign-on'),
  },
  examples: [
    'login',
    'login --url https://jujube.example.com --username admin',
    'login --url https://jujube.example.com --sso',
    'login --url https://jujube.example.com --invitation jj_…',
  ],
  async run(context, { flags, isJson }) {
    const { terminal } = context;
    if (!terminal) return;
    const url = checkedUrl(flags.url ?? terminal.suggestedUrl ?? (await terminal.ask('URL of Jujube: ')));
    const client = new Client({ baseUrl: url, signal: context.signal });
    if (flags.sso) {
      const login = await logInByBrowser(context, terminal, url);
      return context.out(isJson ? jsonText(login) : `Logged in as ${login.username}`);
    }
    const { username, password } = await credentials(client, terminal, flags);
    const description = `jujube login on ${terminal.machineName}`;
    const body = { description, expires_in: TOKEN_LIVES_SECONDS };
    const logIn = (code?: string) =>
      context.step(`Logging in to ${url}`, () =>
        client.account.logIn({ username, password, code }, body).catch((error: unknown) => refuse(error, url)),
      );
    const made = await logIn().catch(async (error: unknown) => {
      if (!(error instanceof ApiError) || error.id !== 'two_factor') throw error;
      return logIn((await terminal.ask('Two-factor code: ')).trim());
    });
    terminal.logins.save({ url, username: made.user.email, token: made.access_token.token });
    context.out(isJson ? jsonText({ url, username: made.user.email }) : `Logged in as ${made.user.email}`);
  },
});

interface GivenCredentials {
  readonly username?: string;
  readonly password?: string;
  readonly invitation?: string;
}

async function credentials(client: Client, terminal: Terminal, given: GivenCredentials) {
  const { invitation: code } = given;
  const username = code === undefined ? (given.username ?? (await terminal.ask('User name: '))) : '';
  const question = code === undefined ? 'Password: ' : 'New password (at least 10 characters): ';
  const password = given.password ?? (await terminal.askSecret(question));
  if (code === undefined) return { username, password };
  return { username: (await client.users.acceptInvitation({ code, password })).email, password };
}

function checkedUrl(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`'${given}' is not the URL of a Jujube: it begins with http:// or https://.`);
  }
  if (url.username || url.password)
    throw new UsageError('The URL may not hold a user name or password: use --username.');
  return url.href.replace(/\/+$/, '');
}

function refuse(error: unknown, url: string): never {
  if (!(error instanceof ApiError) || error.status !== 401) throw error;
  throw new CommandFailure(`The user name or the password is wrong; ${url} let nobody in.`);
}
