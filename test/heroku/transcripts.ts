import { readFileSync } from 'node:fs';
import path from 'node:path';

/** One request of a client, and what was answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  /** where it is not the API's */
  readonly host?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly status: number;
  readonly response?: unknown;
  /** the part of the answer that the client needs; absent where only its status counts */
  readonly minimalResponse?: unknown;
}

interface Transcripts {
  readonly commands: Readonly<Record<string, { readonly requests: readonly Exchange[] }>>;
  readonly otherClients: Readonly<Record<string, readonly Exchange[]>>;
}

const read = JSON.parse(readFileSync(path.join(import.meta.dirname, 'transcripts.json'), 'utf8')) as Transcripts;

/** What Heroku's CLI asks for, command by command. */
export const COMMANDS: readonly (readonly [string, readonly Exchange[]])[] = Object.entries(read.commands).map(
  ([command, { requests }]) => [command, requests ?? []],
);

/** What other clients ask for in one go. */
export const OTHER_CLIENTS = Object.entries(read.otherClients);
