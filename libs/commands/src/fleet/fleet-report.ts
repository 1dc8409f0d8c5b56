import type { FleetHost, FleetPool, HomelessProcess } from '@jujube/contract/fleet-report.js';
import { hostStateText } from '../hosts/host-state-text.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { cpuText, memoryText } from '../output/resource-text.js';
import { table } from '../output/table.js';

export const fleetReport = defineVerb({
  name: 'fleet:report',
  summary: 'say what hosts and pools have left, and which dynos would not fit elsewhere if a host died',
  examples: ['fleet:report', 'fleet:report --json'],
  async run(context, { isJson }) {
    const report = await context.client.fleet.report();
    if (isJson) return context.out(jsonText(report));
    if (report.hosts.length === 0) return context.out('There are no hosts yet. Add one: jujube hosts:add --help');
    context.out(heading('Pools'));
    context.out(table(report.pools, POOL_COLUMNS));
    context.out(`\n${heading('Hosts')}`);
    context.out(table(report.hosts, HOST_COLUMNS));
    const dear = report.hosts.filter(({ homeless }) => homeless.length > 0);
    if (dear.length === 0) return context.out('\nAny one host may die: what runs there would fit on the others.');
    for (const host of dear) {
      context.out(`\n${heading(`If ${host.name} died`)}`);
      for (const one of host.homeless) context.out(homelessText(one));
    }
  },
});

type Shares = Pick<FleetHost, 'capacity' | 'reserved' | 'free'>;

const SHARES = [
  {
    title: 'cpu',
    get: ({ reserved, capacity }: Shares) => `${cpuText(reserved.cpu_millis)} of ${cpuText(capacity.cpu_millis)}`,
  },
  { title: 'free', get: ({ free }: Shares) => cpuText(free.cpu_millis) },
  {
    title: 'memory',
    get: ({ reserved, capacity }: Shares) => `${memoryText(reserved.memory_mib)} of ${memoryText(capacity.memory_mib)}`,
  },
  { title: 'free', get: ({ free }: Shares) => memoryText(free.memory_mib) },
];

const POOL_COLUMNS = [
  { title: 'pool', get: ({ name }: FleetPool) => name },
  {
    title: 'hosts',
    get: ({ hosts, open_hosts: open }: FleetPool) => (open === hosts ? `${hosts}` : `${open} of ${hosts} open`),
  },
  { title: 'dynos', get: ({ dynos }: FleetPool) => String(dynos) },
  ...SHARES,
];

const HOST_COLUMNS = [
  { title: 'name', get: ({ name }: FleetHost) => name },
  { title: 'state', get: hostStateText },
  { title: 'dynos', get: ({ dynos }: FleetHost) => String(dynos) },
  ...SHARES,
  { title: 'pool', get: ({ pool }: FleetHost) => pool },
  { title: 'if it died', get: lossText },
];

function lossText({ dynos, homeless }: FleetHost): string {
  if (homeless.length === 0) return 'all would fit';
  return `${homeless.reduce((sum, one) => sum + one.dynos, 0)} of ${dynos} would not fit`;
}

function homelessText({ app, type, dynos, reason }: HomelessProcess): string {
  return `${app} ${type}: ${dynos} ${dynos === 1 ? 'dyno' : 'dynos'} would not fit (${reason})`;
}
