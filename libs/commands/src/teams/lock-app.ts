import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const lockApp = defineVerb({
  name: 'apps:lock',
  aliases: ['lock'],
  summary: 'close an app of a team to members who are not let in',
  needsApp: true,
  examples: ['apps:lock -a shop'],
  async run(context, { app, isJson }) {
    const locked = await context.step(`Locking ${app}`, () => context.client.teams.updateApp(app, { locked: true }));
    if (isJson) context.out(jsonText(locked));
  },
});

export const unlockApp = defineVerb({
  name: 'apps:unlock',
  aliases: ['unlock'],
  summary: 'open an app of a team to all its members again',
  needsApp: true,
  examples: ['apps:unlock -a shop'],
  async run(context, { app, isJson }) {
    const open = await context.step(`Unlocking ${app}`, () => context.client.teams.updateApp(app, { locked: false }));
    if (isJson) context.out(jsonText(open));
  },
});
