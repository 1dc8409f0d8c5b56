import { hostname } from 'node:os';
import type { CommandContext, Step } from '@jujube/commands/language/command-context.js';
import { CommandFailure } from '@jujube/commands/language/command-failure.js';
import { plainStep } from '@jujube/commands/language/plain-step.js';
import type { Terminal } from '@jujube/commands/language/terminal.js';
import { Client } from '@jujube/contract/client/client.js';
import { ownConsole } from './console.js';
import { liveStep } from './live-step.js';
import { FileLogins } from './file-logins.js';
import { withLoginAdvice } from './login-advice.js';
import { ask, askSecret } from './questions.js';
import { readInput } from './read-input.js';
import { runProgram } from './run-program.js';
import { runningUrl } from './running-url.js';
import { versionText } from './version.js';

/** Where a verb runs when somebody typed it. */
export class TerminalContext implements CommandContext {
  readonly terminal: Terminal;
  readonly defaultApp: string | undefined;
  private work: string | undefined;
  private opened: Client | undefined;

  constructor(
    readonly signal: AbortSignal,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.defaultApp = env.JUJUBE_APP || undefined;
    const logins = new FileLogins(env);
    this.terminal = {
      logins,
      machineName: hostname(),
      suggestedUrl: env.JUJUBE_URL || (runningUrl() ?? logins.current()?.url),
      ask: (question) => ask(question, signal),
      askSecret: (question) => askSecret(question, signal),
      readInput: () => readInput(signal),
      console: ownConsole(env),
      keep: (name, content) => logins.keep(name, content),
      runProgram,
    };
  }

  /** Opened when a verb first needs it: help and login work without one. */
  get client(): Client {
    this.opened ??= this.open();
    return this.opened;
  }

  out(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  write(text: string): void {
    process.stdout.write(text);
  }

  err(line: string): void {
    process.stderr.write(`${line}\n`);
  }

  step<T>(title: string, work: (step: Step) => Promise<T>, ending?: (result: T) => string): Promise<T> {
    const print = (text: string) => void process.stderr.write(text);
    return process.stderr.isTTY ? liveStep({ title, work, ending, print }) : plainStep({ title, work, ending, print });
  }

  leaveBehind(work: string): void {
    this.work = work;
  }

  advise(error: unknown): unknown {
    if (this.opened === undefined) return error;
    return withLoginAdvice(error, {
      baseUrl: this.opened.baseUrl,
      hasTokenFromEnv: Boolean(this.env.JUJUBE_TOKEN),
      hasUrlFromEnv: Boolean(this.env.JUJUBE_URL),
      runningUrl: runningUrl(),
    });
  }

  nowMs(): number {
    return Date.now();
  }

  sayInterrupted(): void {
    this.err(this.work === undefined ? '\n ›   Interrupted.' : `\n ›   Interrupted. Still running: ${this.work}`);
  }

  private open(): Client {
    const login = this.terminal.logins.current();
    const baseUrl = urlOf(this.env) ?? login?.url;
    const token = this.env.JUJUBE_TOKEN || login?.token;
    if (baseUrl === undefined) throw new CommandFailure('Not logged in. Log in with: jujube login');
    if (token === undefined)
      throw new CommandFailure(`Not logged in to ${baseUrl}. Log in with: jujube login --url ${baseUrl}`);
    return new Client({ baseUrl, token, signal: this.signal, userAgent: versionText() });
  }
}

function urlOf({ JUJUBE_URL: url }: NodeJS.ProcessEnv): string | undefined {
  if (!url) return undefined;
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new CommandFailure(`JUJUBE_URL is not a URL: '${url}'. One begins with http:// or https://.`);
}
