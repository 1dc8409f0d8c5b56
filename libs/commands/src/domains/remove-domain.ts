import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const removeDomain = defineVerb({
  name: 'domains:remove',
  summary: 'send a host name to an app no longer',
  needsApp: true,
  args: { hostname: word('hostname', 'as domains shows it') },
  examples: ['domains:remove shop.example.com -a shop'],
  async run(context, { app, args, isJson }) {
    const domain = await context.step(`Removing ${args.hostname} from ${app}`, () =>
      context.client.domains.remove(app, args.hostname),
    );
    if (isJson) context.out(jsonText(domain));
  },
});
