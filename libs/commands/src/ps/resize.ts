import type { Formation } from '@jujube/contract/formation.js';
import { optionalWord } from '../language/argument.js';
import { text } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { cpuText, memoryText } from '../output/resource-text.js';
import { table } from '../output/table.js';
import { parseSize } from './size-flags.js';

export const resize = defineVerb({
  name: 'ps:type',
  aliases: ['ps:resize'],
  summary: 'show or set what each dyno of a process type reserves',
  needsApp: true,
  args: { type: optionalWord('type', 'process type; without: show all') },
  flags: { cpu: text('cores', 'such as 250m or 0.5'), memory: text('size', 'such as 256Mi or 1Gi') },
  examples: ['ps:type -a shop', 'ps:type web --cpu 250m --memory 256Mi -a shop'],
  async run(context, { app, args, flags, isJson }) {
    const change = parseSize(flags);
    if (Object.keys(change).length > 0) {
      const { type } = args;
      if (type === undefined) throw new UsageError('Which process type? Say ps:type web --cpu 250m.');
      await context.step(`Resizing ${type} dynos on ${app}`, () => context.client.formation.update(app, type, change));
    }
    const formation = await context.client.formation.list(app);
    const shown = formation.filter((entry) => args.type === undefined || entry.type === args.type);
    if (isJson) return context.out(jsonText(shown));
    context.out(heading('Process Types'));
    context.out(table(shown, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'type', get: (entry: Formation) => entry.type },
  { title: 'cpu', get: (entry: Formation) => cpuText(entry.cpu_millis) },
  { title: 'memory', get: (entry: Formation) => memoryText(entry.memory_mib) },
  { title: 'qty', get: (entry: Formation) => String(entry.quantity) },
  { title: 'command', get: (entry: Formation) => entry.command },
];
