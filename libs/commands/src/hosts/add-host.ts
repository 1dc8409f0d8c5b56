import { SANDBOX_MODES } from '@jujube/contract/host.js';
import type { CreateHost } from '@jujube/contract/host.js';
import { word } from '../language/argument.js';
import { choice, text, texts, toggle } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { defineVerb } from '../language/verb.js';
import { jsonText } from '../output/json-text.js';
import { parsePairs } from '../output/pair-list.js';
import { readSshKey, readTlsDirectory } from './read-credentials.js';
import { reportLines } from './report-lines.js';

const READS_FILES = { localReason: 'reads files of this machine' };

export const addHost = defineVerb({
  name: 'hosts:add',
  summary: 'register a Docker engine, after looking at what it has and lacks',
  args: { name: word('name', 'how it is called here'), url: word('url', 'tcp://host:2376 or ssh://user@host') },
  flags: {
    tlsDir: text('dir', 'with ca.pem, cert.pem and key.pem, for tcp', READS_FILES),
    hostKey: text('key', 'for ssh: SHA256:… or a public key as in known_hosts'),
    identity: text('file', 'for ssh: private key (default: the one of the server)', READS_FILES),
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
      ...(await credentials(args.url, flags)),
      ...(flags.force ? { force: true } : {}),
    };
    const host = await context.step(`Asking ${args.url}`, () => context.client.hosts.add(body));
    if (isJson) return context.out(jsonText(host));
    reportLines(host).forEach((line) => context.out(line));
  },
});

interface CredentialFlags {
  tlsDir: string | undefined;
  hostKey: string | undefined;
  identity: string | undefined;
}

async function credentials(url: string, flags: CredentialFlags): Promise<Pick<CreateHost, 'tls' | 'ssh'>> {
  if (flags.tlsDir !== undefined) return { tls: await readTlsDirectory(flags.tlsDir) };
  if (!url.startsWith('ssh://')) return {};
  if (flags.hostKey === undefined) {
    throw new UsageError(
      'ssh hosts need --host-key, so that nobody else can answer in their place: ssh-keyscan HOST shows it.',
    );
  }
  const key = flags.identity === undefined ? {} : { private_key: await readSshKey(flags.identity) };
  return { ssh: { host_key: flags.hostKey, ...key } };
}
