import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const destroyRole = defineVerb({
  name: 'roles:destroy',
  summary: 'take a role from everybody and forget it',
  args: { name: word('name', 'of the role') },
  examples: ['roles:destroy release-manager'],
  async run(context, { args: { name }, isJson }) {
    const gone = await context.step(`Destroying role ${name}`, () => context.client.roles.destroy(name));
    if (isJson) context.out(jsonText(gone));
  },
});
