import { runWords } from '@jujube/commands/language/run-words.js';
import { VERBS } from '@jujube/commands/verbs.js';
import { errorOutcome } from '@jujube/commands/language/error-lines.js';
import { TerminalContext } from './terminal-context.js';

const INTERRUPTED = 130;

/** Runs one command and gives the exit code. Ctrl-C leaves the command; what the server does goes on. */
export async function runCli(words: readonly string[]): Promise<number> {
  const interrupt = new AbortController();
  process.once('SIGINT', () => interrupt.abort());
  process.once('SIGTERM', () => interrupt.abort());
  process.stdout.on('error', leaveWhenNobodyReads);
  try {
    const context = new TerminalContext(interrupt.signal, process.env);
    const rc = await runWords(VERBS, words, context).catch((error: unknown) => {
      if (!interrupt.signal.aborted) throw error;
      context.sayInterrupted();
      return INTERRUPTED;
    });
    return rc;
  } catch (error) {
    const outcome = errorOutcome(error);
    process.stderr.write(`${outcome.lines.join('\n')}\n`);
    return outcome.rc;
  }
}

/** `jujube logs --tail | head -1` */
function leaveWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
