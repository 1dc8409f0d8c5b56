import type { Host } from '@jujube/contract/host.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { pairText } from '../output/pair-list.js';
import { cpuText, memoryText } from '../output/resource-text.js';
import { table } from '../output/table.js';
import { hostStateText } from './host-state-text.js';

export const listHosts = defineVerb({
  name: 'hosts',
  aliases: ['hosts:list'],
  summary: 'list the Docker hosts',
  examples: ['hosts', 'hosts --json'],
  async run(context, { isJson }) {
    const hosts = await context.client.hosts.list();
    if (isJson) return context.out(jsonText(hosts));
    if (hosts.length === 0) return context.out('There are no hosts yet. Add one: jujube hosts:add --help');
    context.out(heading('Hosts'));
    context.out(table(hosts, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'name', get: (host: Host) => host.name },
  { title: 'state', get: hostStateText },
  { title: 'dynos', get: (host: Host) => String(host.dynos) },
  { title: 'cpu', get: (host: Host) => `${cpuText(host.reserved.cpu_millis)} of ${cpuText(host.capacity.cpu_millis)}` },
  {
    title: 'memory',
    get: (host: Host) => `${memoryText(host.reserved.memory_mib)} of ${memoryText(host.capacity.memory_mib)}`,
  },
  { title: 'pool', get: (host: Host) => host.pool },
  { title: 'labels', get: (host: Host) => pairText(host.labels) },
  { title: 'url', get: (host: Host) => host.url },
];
