import { DEFAULT_MOVES, MAX_MOVES, type Move } from '@jujube/contract/rebalance.js';
import { toggle, upTo } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const rebalance = defineVerb({
  name: 'rebalance',
  summary: 'say which dynos would be better off on another host, and why; needs --dry-run, nothing is moved',
  flags: {
    dryRun: toggle('only say it (there is no other way yet)'),
    moves: upTo(MAX_MOVES, `at most so many moves (default ${DEFAULT_MOVES})`),
  },
  examples: ['rebalance --dry-run', 'rebalance --dry-run --moves 5 --json'],
  async run(context, { flags, isJson }) {
    if (!flags.dryRun) throw new UsageError('Nothing moves by this command yet. Say rebalance --dry-run.');
    const proposal = await context.client.fleet.rebalance(flags.moves ?? DEFAULT_MOVES);
    if (isJson) return context.out(jsonText(proposal));
    if (proposal.moves.length === 0) return context.out('Nothing is clearly better off elsewhere.');
    context.out(heading('What would be better off elsewhere, one after the other'));
    context.out(table(proposal.moves, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'app', get: ({ app }: Move) => app },
  { title: 'dyno', get: ({ dyno }: Move) => dyno },
  { title: 'from', get: ({ from }: Move) => from },
  { title: 'to', get: ({ to }: Move) => to },
  { title: 'because', get: ({ reason }: Move) => reason },
];
