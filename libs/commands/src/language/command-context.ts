import type { Client } from '@jujube/contract/client/client.js';
import type { Terminal } from './terminal.js';

/** Shows how a step goes on, where somebody is looking. */
export interface Step {
  say(detail: string): void;
}

/** Everything a verb may touch: the API, where its output goes, and, only at a terminal, the machine it runs on. */
export interface CommandContext {
  readonly client: Client;
  /** null on a server */
  readonly terminal: Terminal | null;
  /** app to use when the line names none */
  readonly defaultApp?: string;
  /** ends every wait */
  readonly signal: AbortSignal;
  /** a line to standard output */
  out(line: string): void;
  /** text to standard output as it is */
  write(text: string): void;
  /** a line to standard error */
  err(line: string): void;
  /** Prints `title... ` and, after the work, `done` with the words the result gives. */
  step<T>(title: string, work: (step: Step) => Promise<T>, ending?: (result: T) => string): Promise<T>;
  /** Tells which work goes on at the server should this command be left, and how to look after it. */
  leaveBehind(work: string): void;
  /** the error with what mends it where this context runs, if it knows more than the error does */
  advise?(error: unknown): unknown;
  nowMs(): number;
}
