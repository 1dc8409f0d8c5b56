import { optionalWord } from '../language/argument.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { DYNO_FLAGS, choiceText, chooseDynos } from './choose-dynos.js';

export const stop = defineVerb({
  name: 'ps:stop',
  aliases: ['ps:kill'],
  summary: 'stop dynos until they are restarted, scaled or released anew',
  needsApp: true,
  args: { dyno: optionalWord('dyno', 'web.1, or a process type') },
  flags: DYNO_FLAGS,
  examples: ['ps:stop web.1 -a shop', 'ps:stop -p worker -a shop'],
  async run(context, { app, args, flags, isJson }) {
    const choice = chooseDynos(args.dyno, flags);
    if (!choice) throw new UsageError('Which dynos? Name one (web.1) or a process type (web).');
    await context.step(`Stopping ${choiceText(choice)} on ${app}`, () => context.client.dynos.stop(app, choice));
    if (isJson) context.out(jsonText({ app, stopped: choice }));
  },
});
