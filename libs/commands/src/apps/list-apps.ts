import { text } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';

export const listApps = defineVerb({
  name: 'apps',
  aliases: ['apps:list'],
  summary: 'list apps',
  flags: { team: text('team', 'only its apps', { short: 't' }) },
  examples: ['apps', 'apps -t acme', 'apps --json'],
  async run(context, { flags: { team }, isJson }) {
    const { client } = context;
    const apps = await (team === undefined ? client.apps.list() : client.teams.apps(team));
    if (isJson) return context.out(jsonText(apps));
    if (apps.length === 0) return context.out('There are no apps yet. Make one: jujube apps:create NAME');
    context.out(heading('Apps'));
    apps.forEach((app) => context.out(app.maintenance ? `${app.name} (maintenance)` : app.name));
  },
});
