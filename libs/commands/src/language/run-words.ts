import { jsonText } from '../output/json-text.js';
import type { CommandContext } from './command-context.js';
import { CommandFailure } from './command-failure.js';
import { ExitStatus } from './exit-status.js';
import { errorOutcome } from './error-lines.js';
import { findVerb } from './find-verb.js';
import { helpText } from './help-text.js';
import { kebab } from './option-name.js';
import { parseCommand } from './parse-command.js';
import { verbHelp } from './verb-help.js';
import type { Verb } from './verb.js';

const HELP = new Set(['help', '--help', '-h']);
const JSON_FLAG = '--json';

/** Runs one line of the command language, given as words, and says its exit code: 0, 1 error, 2 usage, or that of a program it ran. */
export async function runWords(
  verbs: readonly Verb[],
  words: readonly string[],
  context: CommandContext,
): Promise<number> {
  try {
    await run(verbs, words, context);
    return 0;
  } catch (error) {
    if (error instanceof ExitStatus) return error.rc;
    if (context.signal.aborted) throw error;
    const outcome = errorOutcome(context.advise?.(error) ?? error);
    outcome.lines.forEach((line) => context.err(line));
    return outcome.rc;
  }
}

async function run(verbs: readonly Verb[], words: readonly string[], context: CommandContext): Promise<void> {
  if (words.length === 0 || HELP.has(words[0] ?? '')) return showHelp(verbs, words.slice(1), context);
  const { verb, rest } = findVerb(verbs, words);
  const parsed = parseCommand(verb, rest, context.defaultApp);
  if (parsed.kind === 'help')
    return context.out(rest.includes(JSON_FLAG) ? jsonText(verbHelp(verb)) : parsed.text.trimEnd());
  if (!context.terminal) refuseLocal(verb, parsed.given);
  await verb.run(context, parsed.input);
}

function showHelp(verbs: readonly Verb[], words: readonly string[], context: CommandContext): void {
  const isJson = words.includes(JSON_FLAG);
  const topic = words.filter((word) => word !== JSON_FLAG);
  if (topic.length === 0) return context.out(isJson ? jsonText(verbs.map(verbHelp)) : helpText(verbs));
  const { verb } = findVerb(verbs, topic);
  if (isJson) return context.out(jsonText(verbHelp(verb)));
  const parsed = parseCommand(verb, ['--help']);
  if (parsed.kind === 'help') context.out(parsed.text.trimEnd());
}

function refuseLocal(verb: Verb, given: readonly string[]): void {
  const flag = given.find((name) => verb.flags?.[name]?.localReason !== undefined);
  const reason = verb.localReason ?? (flag === undefined ? undefined : verb.flags?.[flag]?.localReason);
  if (reason === undefined) return;
  const what = verb.localReason === undefined && flag !== undefined ? `${verb.name} --${kebab(flag)}` : verb.name;
  throw new CommandFailure(`${what} cannot run here: it ${reason}. Use the jujube command in a terminal.`);
}
