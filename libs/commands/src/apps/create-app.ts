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
    team: text('team', 'that is to own it', { short: 't' }),
  },
  examples: ['apps:create shop', 'apps:create shop -e production', 'apps:create shop -t acme'],
  async run(context, { args, flags, isJson }) {
    const { deadline: deadline_seconds, environment, team } = flags;
    const wish = { name: args.name, deadline_seconds, environment };
    const { apps, teams } = context.client;
    const app = await context.step(
      `Creating ${args.name ?? 'app'}`,
      () => (team === undefined ? apps.create(wish) : teams.createApp({ ...wish, team })),
      (made) => (args.name === undefined ? made.name : ''),
    );
    context.out(isJson ? jsonText(app) : app.web_url);
  },
});
