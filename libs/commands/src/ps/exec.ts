import { optionalWords, word } from '../language/argument.js';
import { on } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { commandLine } from '../run/command-words.js';
import { joined } from '../run/joined.js';

const SHELL = 'command -v bash >/dev/null && exec bash; exec sh';

export const exec = defineVerb({
  name: 'ps:exec',
  aliases: ['run:inside'],
  summary: 'run a command, or a shell, inside a dyno that runs',
  needsApp: true,
  takesWordsAsTheyAre: true,
  localReason: 'joins a terminal with the dyno',
  args: {
    dyno: word('dyno', 'web.1'),
    command: optionalWords('command', 'a program with its arguments; without: a shell'),
  },
  flags: { tty: on('no terminal there: output and errors apart, as they are') },
  examples: ['ps:exec -a shop web.1', 'ps:exec -a shop web.1 ps aux'],
  async run(context, { app, args, flags }) {
    const { console } = context.terminal!;
    const isTty = flags.tty && console.isTty;
    const command = args.command.length === 0 ? SHELL : commandLine(args.command);
    const body = { command, env: isTty ? console.env() : {}, force_no_tty: !isTty };
    const start = () => context.client.dynos.exec(app, args.dyno, body);
    const what = args.command.length === 0 ? 'a shell' : command;
    await joined(context, console, { title: `Running ${what} in ${args.dyno} of ${app}`, isTty, start });
  },
});
