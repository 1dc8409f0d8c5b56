import type { PlacementRules } from '@jujube/contract/formation.js';
import { word } from '../language/argument.js';
import { text, texts, toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { pairText, parsePairs } from '../output/pair-list.js';

export const place = defineVerb({
  name: 'ps:place',
  summary: 'say where the dynos of a process type may go (without flags: anywhere)',
  needsApp: true,
  args: { type: word('type', 'process type') },
  flags: {
    pool: text('pool', 'only on hosts of this pool'),
    hostLabel: texts('name=value', 'only on hosts with this label; may be repeated'),
    onePerHost: toggle('never two of them on one host'),
  },
  examples: ['ps:place web --one-per-host -a shop', 'ps:place worker --host-label disk=ssd --pool builders -a shop'],
  async run(context, { app, args, flags, isJson }) {
    const rules: PlacementRules = {
      ...(flags.pool === undefined ? {} : { pool: flags.pool }),
      ...(flags.hostLabel.length === 0 ? {} : { host_labels: parsePairs(flags.hostLabel, '--host-label') }),
      ...(flags.onePerHost ? { one_per_host: true } : {}),
    };
    const entry = await context.step(
      `Placing ${args.type} dynos of ${app}`,
      () => context.client.formation.update(app, args.type, { rules }),
      (updated) => rulesText(updated.rules),
    );
    if (isJson) context.out(jsonText(entry));
  },
});

function rulesText(rules: PlacementRules): string {
  const parts = [
    rules.pool === undefined ? '' : `pool ${rules.pool}`,
    rules.host_labels ? pairText(rules.host_labels) : '',
    rules.one_per_host ? 'one per host' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'on any host' : parts.join(', ');
}
