import { words } from '../language/argument.js';
import type { CommandContext } from '../language/command-context.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { commandLine } from './command-words.js';
import { bodyOf, RUN_FLAGS, type RunWish } from './run-wish.js';

export const runDetached = defineVerb({
  name: 'run:detached',
  summary: 'run a command in a one-off dyno that goes on on its own',
  needsApp: true,
  takesWordsAsTheyAre: true,
  args: { command: words('command', 'a program with its arguments, or a process type') },
  flags: RUN_FLAGS,
  examples: ['run:detached -a shop migrate', 'run:detached -a shop --ttl 1h -- node import.js'],
  async run(context, { app, args, flags, isJson }) {
    await letRun(context, { app, wish: { ...flags, command: commandLine(args.command) }, isJson });
  },
});

/** Starts it and leaves it alone. */
export async function letRun(
  context: CommandContext,
  { app, wish, isJson }: { app: string; wish: RunWish; isJson: boolean },
): Promise<void> {
  const body = { ...bodyOf(wish), attach: false };
  const start = () => context.client.dynos.run(app, body);
  const dyno = await context.step(`Running ${wish.command} on ${app}`, start, ({ name }) => name);
  if (isJson) return context.out(jsonText(dyno));
  context.out(`See its output with: jujube logs -a ${app} --dyno ${dyno.name}`);
}
