import { word } from '../language/argument.js';
import { text, toggle } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const updateDomain = defineVerb({
  name: 'domains:update',
  summary: 'show another certificate for a host name',
  needsApp: true,
  args: { hostname: word('hostname', 'as domains shows it') },
  flags: {
    cert: text('name', 'one of those that certs lists', { short: 'c' }),
    'own-cert': toggle("the installation's own"),
  },
  examples: ['domains:update www.example.com --cert tokyo-10507 -a shop'],
  async run(context, { app, args: { hostname }, flags, isJson }) {
    const { cert, 'own-cert': isOwn } = flags;
    if ((cert === undefined) !== isOwn) throw new UsageError('Which certificate? Add --cert NAME, or --own-cert.');
    const title = `Updating ${hostname} to use ${cert ?? "the installation's own"} certificate`;
    const domain = await context.step(title, () => context.client.domains.update(app, hostname, cert ?? null));
    if (isJson) context.out(jsonText(domain));
  },
});
