import { word, words } from '../language/argument.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { pairText } from '../output/pair-list.js';

export const labelHost = defineVerb({
  name: 'hosts:label',
  summary: 'set labels of a host, or remove them',
  args: { host: word('host', 'name or id'), labels: words('name=value', 'one or more; NAME- removes one') },
  examples: ['hosts:label h2 zone=b disk=ssd', 'hosts:label h2 disk-'],
  async run(context, { args, isJson }) {
    const labels = Object.fromEntries(args.labels.map(parseLabel));
    const host = await context.step(
      `Labelling ${args.host}`,
      () => context.client.hosts.update(args.host, { labels }),
      (updated) => pairText(updated.labels),
    );
    if (isJson) context.out(jsonText(host));
  },
});

function parseLabel(label: string): [name: string, value: string | null] {
  const at = label.indexOf('=');
  if (at > 0) return [label.slice(0, at), label.slice(at + 1)];
  if (at < 0 && label.length > 1 && label.endsWith('-')) return [label.slice(0, -1), null];
  throw new UsageError(`hosts:label wants NAME=VALUE or NAME-, not '${label}'.`);
}
