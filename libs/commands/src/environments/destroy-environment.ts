import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const destroyEnvironment = defineVerb({
  name: 'environments:destroy',
  summary: 'forget an environment that has neither hosts nor apps',
  args: { name: word('name', 'of the environment') },
  examples: ['environments:destroy staging'],
  async run(context, { args: { name }, isJson }) {
    const gone = await context.step(`Destroying ${name} environment`, () => context.client.environments.destroy(name));
    if (isJson) context.out(jsonText(gone));
  },
});
