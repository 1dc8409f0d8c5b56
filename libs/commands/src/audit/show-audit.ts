import type { AuditEvent } from '@jujube/contract/audit.js';
import { count, text, toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { sinceTime } from './since-time.js';

export const showAudit = defineVerb({
  name: 'audit',
  summary: 'show who asked for what, and what came of it',
  flags: {
    app: text('app', 'only of this app', { short: 'a' }),
    since: text('time', 'back to 90m, 12h or 7d ago, or a time such as 2026-11-26T08:00:00Z'),
    actor: text('user', 'only of this user, by e-mail or id'),
    refused: toggle('only what was refused or failed'),
    num: count('number', 'how many (default 50)', { short: 'n' }),
  },
  examples: ['audit', 'audit -a shop --since 7d', 'audit --actor ann@example.com --refused --json'],
  async run(context, { flags, isJson }) {
    const { app, actor, refused, num = 50 } = flags;
    const since = flags.since === undefined ? undefined : sinceTime(flags.since, context.nowMs());
    const wish = { refused, limit: num, ...(app !== undefined && { app }), ...(actor !== undefined && { actor }) };
    const events = await context.client.audit.list({ ...wish, ...(since && { since }) });
    if (isJson) return context.out(jsonText(events));
    if (events.length === 0) return context.out('Nothing of that kind was asked.');
    context.out(heading('Audit'));
    context.out(table(events, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'at', get: ({ created_at: at }: AuditEvent) => at },
  { title: 'who', get: ({ actor, ip }: AuditEvent) => `${actor?.email ?? 'nobody'} (${ip})` },
  { title: 'what', get: ({ verb }: AuditEvent) => verb },
  { title: 'of', get: ({ target }: AuditEvent) => target },
  { title: 'result', get: resultText },
];

function resultText({ result, problem, state_before: before, state_after: after }: AuditEvent): string {
  if (result !== 'done') return problem === null ? result : `${result}: ${problem}`;
  return before !== null && before === after ? 'done, nothing changed' : 'done';
}
