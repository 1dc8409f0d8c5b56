import { CommandFailure } from '../language/command-failure.js';
import type { CommandContext } from '../language/command-context.js';
import { text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { APP_ARGUMENT, APP_FLAG, namedApp } from './named-app.js';

export const destroyApp = defineVerb({
  name: 'apps:destroy',
  aliases: ['destroy', 'apps:delete'],
  summary: 'destroy an app with all its releases and dynos',
  args: APP_ARGUMENT,
  flags: {
    ...APP_FLAG,
    confirm: text('name', 'its name again, so that nobody is asked', { short: 'c' }),
  },
  examples: ['apps:destroy shop --confirm shop'],
  async run(context, { args, flags, isJson }) {
    const name = namedApp(context, { args, flags, usage: 'apps:destroy NAME --confirm NAME' });
    const app = await context.client.apps.get(name);
    const confirmation = flags.confirm ?? (await askConfirmation(context, app.name));
    if (confirmation !== app.name) {
      throw new CommandFailure(`Nothing was destroyed: '${confirmation}' is not the name of the app, ${app.name}.`);
    }
    const destroyed = await context.step(`Destroying ${app.name}`, () => context.client.apps.destroy(app.name));
    if (isJson) context.out(jsonText(destroyed));
  },
});

function askConfirmation(context: CommandContext, name: string): Promise<string> {
  if (!context.terminal) throw new CommandFailure(`Nothing was destroyed: add --confirm ${name}.`);
  context.err(` ›   Warning: This destroys ${name} with all its releases and dynos. There is no way back.`);
  return context.terminal.ask(`To go on, type ${name}: `);
}
