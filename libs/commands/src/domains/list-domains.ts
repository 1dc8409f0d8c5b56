import type { Domain } from '@jujube/contract/domain.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';

export const listDomains = defineVerb({
  name: 'domains',
  summary: 'list the host names of an app',
  needsApp: true,
  examples: ['domains -a shop'],
  async run(context, { app, isJson }) {
    const domains = await context.client.domains.list(app);
    if (isJson) return context.out(jsonText(domains));
    const own = domains.filter((domain) => domain.kind === 'custom');
    context.out(heading(`${app} Jujube Domain`));
    domains.filter((domain) => domain.kind === 'heroku').forEach((domain) => context.out(domain.hostname));
    if (own.length === 0) return;
    context.out(`\n${heading(`${app} Custom Domains`)}`);
    context.out(table<Domain>(own, COLUMNS));
  },
});

const COLUMNS = [
  { title: 'Domain Name', get: (domain: Domain) => domain.hostname },
  { title: 'DNS Target', get: (domain: Domain) => domain.cname ?? '' },
  { title: 'SNI Endpoint', get: (domain: Domain) => domain.sni_endpoint?.name ?? '' },
  { title: 'Status', get: (domain: Domain) => domain.status },
];
