import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CommandFailure } from '@jujube/commands/language/command-failure.js';

/** Asks at the terminal. */
export function ask(question: string, signal: AbortSignal): Promise<string> {
  return askOn(process.stderr, question, signal);
}

/** Asks and shows nothing of the answer. */
export async function askSecret(question: string, signal: AbortSignal): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    return await askOn(nowhere, '', signal);
  } finally {
    process.stderr.write('\n');
  }
}

async function askOn(output: NodeJS.WritableStream, question: string, signal: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new CommandFailure('Nobody can be asked here (no terminal): give the answer as a flag, see --help.');
  }
  const reader = createInterface({ input: process.stdin, output, terminal: true });
  reader.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await reader.question(question, { signal });
  } finally {
    reader.close();
  }
}
