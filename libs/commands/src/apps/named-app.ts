import { optionalWord } from '../language/argument.js';
import type { CommandContext } from '../language/command-context.js';
import { text } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';

/** For verbs about an app itself: its name may come as `-a shop` or simply as `shop`. */
export const APP_ARGUMENT = { name: optionalWord('name', 'the app') };
export const APP_FLAG = { app: text('app', 'the app, too', { short: 'a' }) };

export function namedApp(
  context: CommandContext,
  asked: { args: { name?: string }; flags: { app?: string }; usage: string },
): string {
  const { args, flags } = asked;
  if (args.name !== undefined && flags.app !== undefined && args.name !== flags.app)
    throw new UsageError(`Which app? ${args.name} and --app ${flags.app} are two. Say one.`);
  const name = args.name ?? flags.app ?? context.defaultApp;
  if (name === undefined) throw new UsageError(`Which app? Say ${asked.usage}.`);
  return name;
}
