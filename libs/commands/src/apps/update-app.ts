import { count } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const updateApp = defineVerb({
  name: 'apps:update',
  aliases: ['apps:set'],
  summary: 'change settings of an app',
  needsApp: true,
  flags: { deadline: count('seconds', 'how long a deployment may take') },
  examples: ['apps:update --deadline 600 -a shop'],
  async run(context, { app, flags, isJson }) {
    if (flags.deadline === undefined) throw new UsageError('Nothing to change: add --deadline SECONDS.');
    const updated = await context.step(
      `Updating ${app}`,
      () => context.client.apps.update(app, { deadline_seconds: flags.deadline }),
      (made) => `deadline is ${made.deadline_seconds} s`,
    );
    if (isJson) context.out(jsonText(updated));
  },
});
