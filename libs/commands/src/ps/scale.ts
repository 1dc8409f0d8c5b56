import type { Formation } from '@jujube/contract/formation.js';
import { optionalWords } from '../language/argument.js';
import { on } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { waitForFormation } from '../waiting/wait-for-formation.js';

export const scale = defineVerb({
  name: 'ps:scale',
  aliases: ['scale'],
  summary: 'set how many dynos of each process type run',
  needsApp: true,
  args: { wishes: optionalWords('type=quantity', 'web=3, web+1 or web-1; without: show') },
  flags: { wait: on('do not wait until the dynos are up') },
  examples: ['ps:scale web=3 worker=1 -a shop', 'ps:scale web+1 -a shop', 'ps:scale -a shop'],
  async run(context, { app, args, flags, isJson }) {
    if (args.wishes.length === 0) {
      const formation = await context.client.formation.list(app);
      return context.out(isJson ? jsonText(formation) : formation.map(entryText).join(' '));
    }
    const updates = args.wishes.map(parseWish);
    const changed = await context.step(
      `Scaling dynos on ${app}`,
      async (step) => {
        const answer = await context.client.formation.batchUpdate(app, { updates });
        const entries = answer.filter((entry) => updates.some((update) => update.type === entry.type));
        if (flags.wait) await waitForFormation(context, entries, step);
        return entries;
      },
      (entries) => `now running ${entries.map((entry) => `${entry.type} at ${entry.quantity}`).join(', ')}`,
    );
    if (isJson) context.out(jsonText(changed));
  },
});

function parseWish(wish: string): { type: string; quantity: string } {
  const match = /^([A-Za-z0-9][\w-]*?)(?:=(\d{1,5})|([+-]\d{1,5}))$/.exec(wish);
  if (!match) throw new UsageError(`ps:scale wants TYPE=QUANTITY, such as web=3, web+1 or web-1, not '${wish}'.`);
  return { type: match[1] ?? '', quantity: match[2] ?? match[3] ?? '' };
}

function entryText(entry: Formation): string {
  return `${entry.type}=${entry.quantity}:${entry.size}`;
}
