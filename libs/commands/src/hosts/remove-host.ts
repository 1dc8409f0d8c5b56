import { word } from '../language/argument.js';
import { toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const removeHost = defineVerb({
  name: 'hosts:remove',
  aliases: ['hosts:rm'],
  summary: 'forget a host; drain it first',
  args: { host: word('host', 'name or id') },
  flags: { force: toggle('although dynos are on it: they start elsewhere') },
  examples: ['hosts:remove h2'],
  async run(context, { args, flags, isJson }) {
    const host = await context.step(`Removing ${args.host}`, () => context.client.hosts.remove(args.host, flags.force));
    if (isJson) context.out(jsonText(host));
  },
});
