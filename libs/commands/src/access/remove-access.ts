import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const removeAccess = defineVerb({
  name: 'access:remove',
  summary: 'let somebody into an app no longer',
  needsApp: true,
  args: { user: word('email', 'as access shows it') },
  examples: ['access:remove ann@example.com -a shop'],
  async run(context, { app, args: { user }, isJson }) {
    const removed = await context.step(`Removing ${user} from ${app}`, () =>
      context.client.collaborators.remove(app, user),
    );
    if (isJson) context.out(jsonText(removed));
  },
});
