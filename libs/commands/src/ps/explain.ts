import type { HostVerdict, ProcessPlacement } from '@jujube/contract/placement-explanation.js';
import { texts } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const explain = defineVerb({
  name: 'ps:explain',
  summary: 'say which hosts would take one more dyno and why the others refuse; with --what-if, what would happen',
  needsApp: true,
  flags: { whatIf: texts('web=+3|host:h2=down', 'suppose this; nothing is done; may be repeated') },
  examples: ['ps:explain -a shop', 'ps:explain --what-if web=+3 -a shop', 'ps:explain --what-if host:h2=down -a shop'],
  async run(context, { app, flags, isJson }) {
    const explanation = await context.client.formation.explain(app, flags.whatIf);
    if (isJson) return context.out(jsonText(explanation));
    for (const process of explanation.processes) {
      context.out(heading(`${process.type} (${process.quantity}): where one more would go`));
      context.out(table(process.hosts, COLUMNS));
      if (process.blocked !== null) context.out(`  ${process.blocked}`);
      context.out('');
    }
    if (explanation.processes.length === 0) context.out(`${app} runs nothing yet.`);
    const happens = flags.whatIf.length === 0 ? 'Next' : `If ${flags.whatIf.join(' and ')}`;
    context.out(heading(happens));
    if (explanation.steps.length === 0) context.out('nothing would change');
    explanation.steps.forEach((step) => context.out(step));
  },
});

const COLUMNS = [
  { title: 'host', get: ({ host }: HostVerdict) => host },
  { title: 'has', get: ({ dynos }: HostVerdict) => String(dynos) },
  { title: 'score', get: ({ score }: HostVerdict) => (score === null ? '-' : score.toLocaleString('en')) },
  { title: 'verdict', get: verdictText },
];

function verdictText({ refused_by: filter, reason }: ProcessPlacement['hosts'][number]): string {
  return filter === null ? 'takes it' : `${filter}: ${reason}`;
}
