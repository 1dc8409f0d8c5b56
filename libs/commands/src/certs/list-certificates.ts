import type { SniEndpoint } from '@jujube/contract/sni-endpoint.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { table } from '../output/table.js';
import { minuteText } from './certificate-details.js';

export const listCertificates = defineVerb({
  name: 'certs',
  summary: 'list the certificates of an app',
  needsApp: true,
  examples: ['certs -a shop'],
  async run(context, { app, isJson }) {
    const endpoints = await context.client.sniEndpoints.list(app);
    if (isJson) return context.out(jsonText(endpoints));
    if (endpoints.length > 0) return context.out(table<SniEndpoint>(endpoints, COLUMNS));
    context.out(`${app} has no SSL certificates. Add one: certs:add CRT KEY -a ${app}`);
  },
});

const COLUMNS = [
  { title: 'Name', get: ({ name }: SniEndpoint) => name },
  { title: 'Common Name(s)', get: ({ ssl_cert: cert }: SniEndpoint) => cert.cert_domains.join(', ') },
  { title: 'Expires', get: ({ ssl_cert: cert }: SniEndpoint) => minuteText(cert.expires_at) },
  { title: 'Trusted', get: ({ ssl_cert: cert }: SniEndpoint) => (cert['ca_signed?'] ? 'True' : 'False') },
  { title: 'Type', get: ({ ssl_cert: cert }: SniEndpoint) => (cert.acm ? 'ACM' : 'SNI') },
  { title: 'Domains', get: ({ domains }: SniEndpoint) => String(domains.length) },
];
