import { word } from '../language/argument.js';
import { text, toggle } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const assignHost = defineVerb({
  name: 'hosts:assign',
  summary: 'give an empty host to an environment, or take it out of one',
  args: { host: word('host', 'name or id') },
  flags: {
    environment: text('environment', 'whose apps it serves from now on', { short: 'e' }),
    none: toggle('of apps that are in no environment'),
  },
  examples: ['hosts:assign h2 -e production', 'hosts:assign h2 --none'],
  async run(context, { args, flags, isJson }) {
    if ((flags.environment === undefined) !== flags.none)
      throw new UsageError('Where to? Add -e ENVIRONMENT, or --none.');
    const place = flags.environment ?? null;
    const host = await context.step(`Assigning ${args.host} to ${place ?? 'no environment'}`, () =>
      context.client.hosts.update(args.host, { environment: place }),
    );
    if (isJson) context.out(jsonText(host));
  },
});
