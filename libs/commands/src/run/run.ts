import { words } from '../language/argument.js';
import { CommandFailure } from '../language/command-failure.js';
import { on, toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { joined } from './joined.js';
import { commandLine } from './command-words.js';
import { letRun } from './run-detached.js';
import { bodyOf, RUN_FLAGS } from './run-wish.js';

export const run = defineVerb({
  name: 'run',
  summary: 'run a command in a one-off dyno, joined with this terminal',
  needsApp: true,
  takesWordsAsTheyAre: true,
  args: { command: words('command', 'a program with its arguments, or a process type') },
  flags: {
    ...RUN_FLAGS,
    detach: toggle('let it run on its own; its output goes to the log', { short: 'd' }),
    tty: on('no terminal there: output and errors apart, as they are'),
  },
  examples: [
    'run -a shop -- node --version',
    'run -a shop bash',
    'run -a shop -- psql < dump.sql',
    'run -d -a shop migrate',
  ],
  async run(context, { app, args, flags, isJson }) {
    const wish = { ...flags, command: commandLine(args.command) };
    if (flags.detach) return letRun(context, { app, wish, isJson });
    if (!context.terminal) {
      throw new CommandFailure(
        'There is no terminal here to join with. Run it with --detach, or use the jujube command.',
      );
    }
    const isTty = flags.tty && context.terminal.console.isTty;
    const body = bodyOf(wish, isTty ? context.terminal.console.env() : {});
    const start = () => context.client.dynos.run(app, { ...body, attach: true, force_no_tty: !isTty });
    await joined(context, context.terminal.console, { title: `Running ${wish.command} on ${app}`, isTty, start });
  },
});
