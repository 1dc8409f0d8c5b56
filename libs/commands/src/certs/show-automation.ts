import type { Domain } from '@jujube/contract/domain.js';
import { defineVerb } from '../language/verb.js';
import { heading } from '../output/heading.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { timeAgo } from '../output/time-text.js';

export const showAutomation = defineVerb({
  name: 'certs:auto',
  summary: 'show how it stands with the automatic certificates of an app',
  needsApp: true,
  examples: ['certs:auto -a shop'],
  async run(context, { app, isJson }) {
    const { acm: isOn } = await context.client.apps.get(app);
    const domains = (await context.client.domains.list(app)).filter(({ kind }) => kind === 'custom');
    if (isJson) return context.out(jsonText({ acm: isOn, domains }));
    context.out(heading(`Automatic Certificate Management is ${isOn ? 'enabled' : 'disabled'} on ${app}`));
    if (!isOn) return;
    if (domains.length === 0) return context.out(`It begins with the first domain: domains:add HOSTNAME -a ${app}`);
    context.out(table<Domain>(domains, columns(context.nowMs())));
    const failed = domains.some(({ acm_status: status }) => status === 'failed');
    if (failed) context.out(`\nWhat failed is not tried again before: certs:auto:refresh -a ${app}`);
  },
});

const columns = (nowMs: number) => [
  { title: 'Domain', get: (domain: Domain) => domain.hostname },
  { title: 'Status', get: (domain: Domain) => statusText(domain) },
  { title: 'Reason', get: (domain: Domain) => domain.acm_status_reason ?? '' },
  { title: 'Last Updated', get: (domain: Domain) => timeAgo(domain.updated_at, nowMs) },
];

function statusText({ acm_status: status, sni_endpoint: endpoint }: Domain): string {
  if (status !== null) return status;
  return endpoint === null ? 'waiting' : `has ${endpoint.name}`;
}
