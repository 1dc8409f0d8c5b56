import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const renameApp = defineVerb({
  name: 'apps:rename',
  aliases: ['rename'],
  summary: 'rename an app',
  needsApp: true,
  args: { name: word('new-name', 'its new name') },
  examples: ['apps:rename store -a shop'],
  async run(context, { app, args, isJson }) {
    const renamed = await context.step(`Renaming ${app} to ${args.name}`, () =>
      context.client.apps.update(app, { name: args.name }),
    );
    context.out(isJson ? jsonText(renamed) : renamed.web_url);
  },
});
