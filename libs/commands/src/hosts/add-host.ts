import { SANDBOX_MODES } from '@jujube/contract/host.js';
import type { CreateHost } from '@jujube/contract/host.js';
import { word } from '../language/argument.js';
import { choice, text, texts, toggle } from '../language/flag.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { parsePairs } from '../output/pair-list.js';
import { CREDENTIAL_FLAGS, credentialsOf } from './credential-flags.js';
import { reportLines } from './report-lines.js';

export const addHost = defineVerb({
  name: 'hosts:add',
  summary: 'register a Docker engine, after looking at what it has and lacks',
  args: { name: word('name', 'how it is called here'), url: word('url', 'tcp://host:2376 or ssh://user@host') },
  flags: {
    ...CREDENTIAL_FLAGS,
    label: texts('name=value', 'may be repeated'),
    address: text('address', 'at which its published ports are reached (default: host of the URL)'),
    pool: text('pool', 'default: default'),
    sandbox: choice(SANDBOX_MODES, 'of builds'),
    force: toggle('add it although something that it needs is missing'),
  },
  examples: [
    'hosts:add h2 tcp://10.0.0.2:2376 --tls-dir certs --label zone=b',
    'hosts:add h3 ssh://deploy@10.0.0.3 --host-key SHA256:uNiVztksCsDhcc0u9e8BgrJXVGDRzUQsvsrf/tEbFfY',
  ],
  async run(context, { args, flags, isJson }) {
    const body: CreateHost = {
      name: args.name,
      url: args.url,
      address: flags.address,
      labels: parsePairs(flags.label, '--label'),
      pool: flags.pool,
      sandbox: flags.sandbox,
      ...(await credentialsOf(args.url, flags)),
      ...(flags.force ? { force: true } : {}),
    };
    const host = await context.step(`Asking ${args.url}`, () => context.client.hosts.add(body));
    if (isJson) return context.out(jsonText(host));
    reportLines(host).forEach((line) => context.out(line));
  },
});
