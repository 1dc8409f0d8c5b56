import { optionalWord } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { DYNO_FLAGS, choiceText, chooseDynos } from './choose-dynos.js';

export const restart = defineVerb({
  name: 'ps:restart',
  aliases: ['restart'],
  summary: 'restart dynos, a few at a time',
  needsApp: true,
  args: { dyno: optionalWord('dyno', 'web.1, or a process type; without: all') },
  flags: DYNO_FLAGS,
  examples: ['ps:restart -a shop', 'ps:restart web.1 -a shop', 'ps:restart -p worker -a shop'],
  async run(context, { app, args, flags, isJson }) {
    const choice = chooseDynos(args.dyno, flags);
    await context.step(`Restarting ${choice ? choiceText(choice) : 'all dynos'} on ${app}`, () =>
      context.client.dynos.restart(app, choice ?? 'all'),
    );
    if (isJson) context.out(jsonText({ app, restarted: choice ?? 'all' }));
  },
});
