import type { CommandContext } from './command-context.js';
import { CommandFailure } from './command-failure.js';
import { text } from './flag.js';

export const CONFIRM_FLAG = { confirm: text('app', 'its name again, so that nobody is asked', { short: 'c' }) };

/** Goes on only when the app's name was given a second time, by flag or at the terminal. */
export async function confirmApp(
  context: CommandContext,
  { app, confirm, warning }: { app: string; confirm: string | undefined; warning: string },
): Promise<void> {
  const confirmation = confirm ?? (await ask(context, { app, warning }));
  if (confirmation !== app) {
    throw new CommandFailure(`Nothing was changed: '${confirmation}' is not the name of the app, ${app}.`);
  }
}

function ask(context: CommandContext, { app, warning }: { app: string; warning: string }): Promise<string> {
  if (!context.terminal) throw new CommandFailure(`Nothing was changed: add --confirm ${app}.`);
  context.err(` ›   Warning: ${warning}`);
  return context.terminal.ask(`To go on, type ${app}: `);
}
