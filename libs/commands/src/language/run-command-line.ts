import { Client } from '@jujube/contract/client/client.js';
import type { CommandResult } from '@jujube/contract/command.js';
import { VERBS } from '../verbs.js';
import { errorOutcome } from './error-lines.js';
import { RecordingContext } from './recording-context.js';
import { runWords } from './run-words.js';
import { splitWords } from './split-words.js';

export interface CommandLineOptions {
  /** where the API is, as this process reaches it */
  baseUrl: string;
  /** of the user whose rights the line has */
  token: string;
  /** an answer must be there after so long; work under way goes on without it */
  answerWithinMs?: number;
}

export const ANSWER_WITHIN_MS = 25_000;

/** Runs a line as `POST /commands` and chat do: no terminal, no shell, an answer in any case. */
export async function runCommandLine(line: string, options: CommandLineOptions): Promise<CommandResult> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), options.answerWithinMs ?? ANSWER_WITHIN_MS);
  const client = new Client({ baseUrl: options.baseUrl, token: options.token, signal: deadline.signal });
  const context = new RecordingContext(client, deadline.signal);
  try {
    return context.result(await runWords(VERBS, splitWords(line), context));
  } catch (error) {
    if (deadline.signal.aborted) return context.resultAtDeadline();
    const outcome = errorOutcome(error);
    outcome.lines.forEach((text) => context.err(text));
    return context.result(outcome.rc);
  } finally {
    clearTimeout(timer);
  }
}
