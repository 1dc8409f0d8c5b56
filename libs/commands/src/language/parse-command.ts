import { Argument as CommanderArgument, Command, CommanderError, Option } from 'commander';
import type { Argument } from './argument.js';
import type { Flag } from './flag.js';
import { kebab } from './option-name.js';
import { UsageError } from './usage-error.js';
import type { Input, Verb } from './verb.js';

export type ParsedCommand = { kind: 'run'; input: Input; given: readonly string[] } | { kind: 'help'; text: string };

/** The only place that knows commander: turns words into the input of a verb, or into its help. */
export function parseCommand(verb: Verb, words: readonly string[], defaultApp?: string): ParsedCommand {
  let written = '';
  const command = commandOf(verb).configureOutput({ writeOut: (text) => (written += text), writeErr: () => undefined });
  try {
    if (!verb.takesWordsAsTheyAre) refuseSwallowedFlags(command, words);
    command.parse([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'help', text: written };
    throw new UsageError(`${sentence(error.message)} See jujube ${verb.name} --help.`);
  }
  const given = Object.keys(verb.flags ?? {}).filter((name) => command.getOptionValueSource(name) === 'cli');
  return { kind: 'run', input: inputOf(verb, command, defaultApp), given };
}

/** Also for help: one commander command per verb, made when it is needed. */
function commandOf(verb: Verb): Command {
  const command = new Command(`jujube ${verb.name}`).summary(verb.summary).description(verb.summary);
  command
    .exitOverride()
    .helpOption('-h, --help', 'show this help')
    .passThroughOptions(verb.takesWordsAsTheyAre ?? false);
  for (const argument of Object.values(verb.args ?? {})) command.addArgument(argumentOf(argument));
  if (verb.needsApp) command.addOption(new Option('-a, --app <app>', 'app to act on (or set JUJUBE_APP)'));
  if (verb.appShort !== undefined) command.addOption(new Option(`-${verb.appShort}, --project <app>`, 'same as --app'));
  for (const [name, flag] of Object.entries(verb.flags ?? {})) command.addOption(optionOf(name, flag));
  command.addOption(new Option('--json', 'print JSON'));
  command.addHelpText('after', `\nExamples:\n${verb.examples.map((line) => `  $ jujube ${line}`).join('\n')}`);
  return command;
}

function argumentOf(argument: Argument<unknown>): CommanderArgument {
  const name = argument.placeholder + (argument.isVariadic ? '...' : '');
  return new CommanderArgument(argument.isRequired ? `<${name}>` : `[${name}]`, argument.description);
}

function optionOf(name: string, flag: Flag<unknown>): Option {
  const long = `--${flag.isNegated ? 'no-' : ''}${kebab(name)}`;
  const value = flag.placeholder === undefined ? '' : ` <${flag.placeholder}>`;
  const option = new Option(`${flag.short === undefined ? '' : `-${flag.short}, `}${long}${value}`, flag.description);
  const { parse } = flag;
  if (flag.isRepeatable) option.default([], 'none').argParser(collect);
  else if (parse) option.argParser((text) => parse(text, kebab(name)));
  return option;
}

function collect(text: string, earlier: string[]): string[] {
  return [...earlier, text];
}

function inputOf(verb: Verb, command: Command, defaultApp: string | undefined): Input {
  const options = command.opts<Record<string, unknown>>();
  const args = Object.fromEntries(
    Object.keys(verb.args ?? {}).map((name, index) => [name, command.processedArgs[index]]),
  );
  const flags = Object.entries(verb.flags ?? {}).map(([name, flag]) => [name, options[name] ?? emptyValue(flag)]);
  return {
    args,
    flags: Object.fromEntries(flags) as Input['flags'],
    app: verb.needsApp ? appOf(options, defaultApp) : '',
    isJson: options.json === true,
  };
}

function emptyValue(flag: Flag<unknown>): unknown {
  return flag.placeholder === undefined ? false : undefined;
}

function appOf(options: Record<string, unknown>, defaultApp: string | undefined): string {
  const { app: named, project } = options;
  if (named !== undefined && project !== undefined && named !== project)
    throw new UsageError(`Which app? --app ${String(named)} and --project ${String(project)} are two. Say one.`);
  const app = named ?? project ?? defaultApp;
  if (typeof app === 'string' && app !== '') return app;
  throw new UsageError('Which app? Add -a NAME, or set JUJUBE_APP.');
}

// commander takes whatever follows as the value, so that `--memory -a shop` would lose the app
function refuseSwallowedFlags(command: Command, words: readonly string[]): void {
  const named = (word: string | undefined) =>
    command.options.find(({ short, long }) => word === short || word === long);
  words.slice(0, words.includes('--') ? words.indexOf('--') : undefined).forEach((word, index) => {
    const option = named(word);
    if (!option?.required || !named(words[index + 1])) return;
    command.error(`option '${option.flags}' argument missing`);
  });
}

/** commander's `error: unknown option '--fo'\n(Did you mean --foo?)` as one line. */
function sentence(message: string): string {
  const line = message
    .replace(/^error: /, '')
    .replace(/argument missing$/, 'needs a value')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  const capital = line.charAt(0).toUpperCase() + line.slice(1);
  return /[.?)]$/.test(capital) ? capital : `${capital}.`;
}
