import { SANDBOX_MODES } from '@jujube/contract/host.js';
import type { UpdateHost } from '@jujube/contract/host.js';
import { word } from '../language/argument.js';
import { choice, text } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';

export const updateHost = defineVerb({
  name: 'hosts:update',
  summary: 'change the pool, address or build sandbox of a host',
  args: { host: word('host', 'name or id') },
  flags: {
    pool: text('pool', 'what apps choose hosts by'),
    address: text('address', 'at which its published ports are reached'),
    sandbox: choice(SANDBOX_MODES, 'of builds'),
  },
  examples: ['hosts:update h2 --pool builders --sandbox strict'],
  async run(context, { args, flags, isJson }) {
    const { pool, address, sandbox } = flags;
    if (pool === undefined && address === undefined && sandbox === undefined) {
      throw new UsageError('Nothing to change: add --pool, --address or --sandbox.');
    }
    const change: UpdateHost = { pool, address, sandbox };
    const host = await context.step(`Updating ${args.host}`, () => context.client.hosts.update(args.host, change));
    if (isJson) context.out(jsonText(host));
  },
});
