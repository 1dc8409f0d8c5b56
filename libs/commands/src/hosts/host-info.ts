import type { Host } from '@jujube/contract/host.js';
import { word } from '../language/argument.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { keyValues } from '../output/key-values.js';
import { pairText } from '../output/pair-list.js';
import { hostSizeText } from '../output/resource-text.js';
import { timeAgo } from '../output/time-text.js';
import { hostStateText } from './host-state-text.js';

export const hostInfo = defineVerb({
  name: 'hosts:info',
  summary: 'show a host',
  args: { host: word('host', 'name or id') },
  examples: ['hosts:info h2'],
  async run(context, { args, isJson }) {
    const host = await context.client.hosts.get(args.host);
    if (isJson) return context.out(jsonText(host));
    context.out(heading(host.name));
    context.out(keyValues(hostFacts(host, context.nowMs())));
  },
});

function hostFacts(host: Host, nowMs: number): [string, string | null][] {
  return [
    ['State', hostStateText(host)],
    ['Reason', host.reason],
    ['URL', host.url],
    ['Address', host.address],
    ['Pool', host.pool],
    ['Labels', pairText(host.labels) || null],
    ['Builds', `${host.sandbox} sandbox`],
    ['Capacity', hostSizeText(host.capacity)],
    ['Reserved', hostSizeText(host.reserved)],
    ['Dynos', String(host.dynos)],
    ['Engine', host.engine_version],
    ['Live restore', host.live_restore ? 'on' : 'off'],
    ['Last seen', host.last_seen_at && timeAgo(host.last_seen_at, nowMs)],
  ];
}
