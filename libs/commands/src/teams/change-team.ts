import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

const team = word('team', 'its name');

export const createTeam = defineVerb({
  name: 'teams:create',
  summary: 'make a team that owns apps, with yourself as its administrator',
  args: { team },
  examples: ['teams:create acme'],
  async run(context, { args: { team: name }, isJson }) {
    const made = await context.step(`Creating team ${name}`, () => context.client.teams.create(name));
    if (isJson) context.out(jsonText(made));
  },
});

export const renameTeam = defineVerb({
  name: 'teams:rename',
  summary: 'give a team another name',
  args: { team, name: word('name', 'the new one') },
  examples: ['teams:rename acme acme-shops'],
  async run(context, { args: { team: former, name }, isJson }) {
    const renamed = await context.step(`Renaming ${former} to ${name}`, () =>
      context.client.teams.rename(former, name),
    );
    if (isJson) context.out(jsonText(renamed));
  },
});

export const destroyTeam = defineVerb({
  name: 'teams:destroy',
  summary: 'forget a team that owns no apps',
  args: { team },
  examples: ['teams:destroy acme'],
  async run(context, { args: { team: name }, isJson }) {
    const gone = await context.step(`Destroying team ${name}`, () => context.client.teams.destroy(name));
    if (isJson) context.out(jsonText(gone));
  },
});
