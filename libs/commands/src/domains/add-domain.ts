import { word } from '../language/argument.js';
import { text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const addDomain = defineVerb({
  name: 'domains:add',
  summary: 'send a host name to an app',
  needsApp: true,
  args: { hostname: word('hostname', 'e.g. shop.example.com or *.example.com') },
  flags: { cert: text('name', 'the certificate to show for it, as certs lists them', { short: 'c' }) },
  examples: ['domains:add shop.example.com -a shop', 'domains:add www.example.com --cert tokyo-10507 -a shop'],
  async run(context, { app, args, flags, isJson }) {
    const domain = await context.step(`Adding ${args.hostname} to ${app}`, () =>
      context.client.domains.add(app, args.hostname, flags.cert ?? null),
    );
    if (isJson) return context.out(jsonText(domain));
    if (domain.cname !== null) context.out(`Let the DNS of ${domain.hostname} lead to ${domain.cname}.`);
  },
});
