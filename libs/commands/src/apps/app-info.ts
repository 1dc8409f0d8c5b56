import type { Dyno } from '@jujube/contract/dyno.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { keyValues } from '../output/key-values.js';
import { APP_ARGUMENT, APP_FLAG, namedApp } from './named-app.js';

export const appInfo = defineVerb({
  name: 'apps:info',
  aliases: ['info'],
  summary: 'show an app',
  args: APP_ARGUMENT,
  flags: APP_FLAG,
  examples: ['apps:info -a shop', 'apps:info shop', 'apps:info -a shop --json'],
  async run(context, { args, flags, isJson }) {
    const name = namedApp(context, { args, flags, usage: 'apps:info -a NAME' });
    const { client } = context;
    const [app, dynos, releases, domains] = await Promise.all([
      client.apps.get(name),
      client.dynos.list(name),
      client.releases.list(name, 1),
      client.domains.list(name),
    ]);
    if (isJson) return context.out(jsonText({ app, dynos, domains }));
    context.out(heading(app.name));
    context.out(
      keyValues([
        ['Web URL', app.web_url],
        ['Domains', domains.map(({ hostname }) => hostname).join(', ') || null],
        ['Dynos', dynoCounts(dynos) || null],
        ['Release', releases[0] && `v${releases[0].version} (${releases[0].status})`],
        ['Image', releases[0]?.image],
        ['Deadline', `${app.deadline_seconds} s`],
        ['Build-time config vars', app.build_time_vars.join(', ') || null],
        ['Maintenance', app.maintenance ? 'on' : 'off'],
        ['Owner', app.team === null ? app.owner.email : `team ${app.team.name}${app.locked ? ' (locked)' : ''}`],
        ['Stack', app.stack.name],
        ['Region', app.region.name],
        ['Git URL', app.git_url || null],
      ]),
    );
  },
});

function dynoCounts(dynos: readonly Dyno[]): string {
  const counts = new Map<string, number>();
  for (const dyno of dynos.filter(({ host }) => host !== null)) counts.set(dyno.type, (counts.get(dyno.type) ?? 0) + 1);
  return [...counts].map(([type, number]) => `${type}: ${number}`).join(', ');
}
