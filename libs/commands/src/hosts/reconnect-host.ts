import type { ReconnectHost } from '@jujube/contract/host.js';
import { word } from '../language/argument.js';
import { text, toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { CREDENTIAL_FLAGS, credentialsOf } from './credential-flags.js';
import { reportLines } from './report-lines.js';

export const reconnectHost = defineVerb({
  name: 'hosts:reconnect',
  summary: 'reach the engine of a host by another address or other keys; what runs there stays',
  args: { host: word('host', 'name or id'), url: word('url', 'tcp://host:2376 or ssh://user@host') },
  flags: {
    ...CREDENTIAL_FLAGS,
    address: text('address', 'at which its published ports are reached (default: host of the URL)'),
    force: toggle('do it although something that it needs is missing'),
  },
  examples: ['hosts:reconnect h2 tcp://10.0.0.12:2376 --tls-dir certs'],
  async run(context, { args, flags, isJson }) {
    const body: ReconnectHost = {
      url: args.url,
      address: flags.address,
      ...(await credentialsOf(args.url, flags)),
      ...(flags.force ? { force: true } : {}),
    };
    const host = await context.step(`Asking ${args.url}`, () => context.client.hosts.reconnect(args.host, body));
    if (isJson) return context.out(jsonText(host));
    reportLines(host).forEach((line) => context.out(line));
  },
});
