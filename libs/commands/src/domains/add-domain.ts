import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const addDomain = defineVerb({
  name: 'domains:add',
  summary: 'send a host name to an app',
  needsApp: true,
  args: { hostname: word('hostname', 'e.g. shop.example.com or *.example.com') },
  examples: ['domains:add shop.example.com -a shop'],
  async run(context, { app, args, isJson }) {
    const domain = await context.step(`Adding ${args.hostname} to ${app}`, () =>
      context.client.domains.add(app, args.hostname),
    );
    if (isJson) return context.out(jsonText(domain));
    if (domain.cname !== null) context.out(`Let the DNS of ${domain.hostname} lead to ${domain.cname}.`);
  },
});
