import type { ReconnectHost } from '@jujube/contract/host.js';
import { text } from '../language/flag.js';
import { UsageError } from '../language/usage-error.js';
import { readSshKey, readTlsDirectory } from './read-credentials.js';

const READS_FILES = { localReason: 'reads files of this machine' };

export const CREDENTIAL_FLAGS = {
  tlsDir: text('dir', 'with ca.pem, cert.pem and key.pem, for tcp', READS_FILES),
  hostKey: text('key', 'for ssh: SHA256:… or a public key as in known_hosts'),
  identity: text('file', 'for ssh: private key (default: the one of the server)', READS_FILES),
};

interface CredentialFlags {
  tlsDir: string | undefined;
  hostKey: string | undefined;
  identity: string | undefined;
}

/** What the flags say opens the engine; files are read. */
export async function credentialsOf(url: string, flags: CredentialFlags): Promise<Pick<ReconnectHost, 'tls' | 'ssh'>> {
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
