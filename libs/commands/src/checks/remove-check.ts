import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const removeCheck = defineVerb({
  name: 'checks:remove',
  aliases: ['checks:unset'],
  summary: 'go back to the check that every process type has',
  needsApp: true,
  args: { type: word('type', 'process type') },
  examples: ['checks:remove web -a shop'],
  async run(context, { app, args, isJson }) {
    const entry = await context.step(`Removing the check of ${args.type} on ${app}`, () =>
      context.client.formation.update(app, args.type, { health_check: null }),
    );
    if (isJson) context.out(jsonText(entry));
  },
});
