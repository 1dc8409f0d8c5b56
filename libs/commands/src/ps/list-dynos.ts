import type { Dyno } from '@jujube/contract/dyno.js';
import { optionalWords } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { dynoLines } from './dyno-lines.js';

export const listDynos = defineVerb({
  name: 'ps',
  aliases: ['ps:list'],
  summary: 'list dynos: state, host, release, health',
  needsApp: true,
  args: { types: optionalWords('type', 'only these process types') },
  examples: ['ps -a shop', 'ps web -a shop', 'ps -a shop --json'],
  async run(context, { app, args, isJson }) {
    const all = await context.client.dynos.list(app);
    const dynos = args.types.length === 0 ? all : all.filter((dyno) => args.types.includes(dyno.type));
    if (isJson) return context.out(jsonText(dynos));
    if (dynos.length === 0) return context.out(`No ${[...args.types, 'dynos'].join(' ')} on ${app}.`);
    for (const [type, ofType] of groupByType(dynos)) {
      const command = ofType[0]?.command ? `: ${ofType[0].command}` : '';
      context.out(heading(`${type} (${ofType[0]?.size})${command} (${ofType.length})`));
      dynoLines(ofType, context.nowMs()).forEach((line) => context.out(line));
      context.out('');
    }
  },
});

function groupByType(dynos: readonly Dyno[]): Map<string, Dyno[]> {
  const sorted = [...dynos].sort((one, other) => one.name.localeCompare(other.name, 'en', { numeric: true }));
  const groups = new Map<string, Dyno[]>();
  for (const dyno of sorted) groups.set(dyno.type, [...(groups.get(dyno.type) ?? []), dyno]);
  return groups;
}
