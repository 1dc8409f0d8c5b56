import { optionalWord } from '../language/argument.js';
import { duration, text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const createApp = defineVerb({
  name: 'apps:create',
  aliases: ['create'],
  summary: 'create an app',
  args: { name: optionalWord('name', 'invented when absent') },
  flags: {
    deadline: duration('time', 'how long a deployment may take (default 300)'),
    environment: text('environment', 'whose hosts it keeps to', { short: 'e' }),
  },
  examples: ['apps:create shop', 'apps:create shop -e production'],
  async run(context, { args, flags, isJson }) {
    const app = await context.step(
      `Creating ${args.name ?? 'app'}`,
      () =>
        context.client.apps.create({
          name: args.name,
          deadline_seconds: flags.deadline,
          environment: flags.environment,
        }),
      (made) => (args.name === undefined ? made.name : ''),
    );
    context.out(isJson ? jsonText(app) : app.web_url);
  },
});
