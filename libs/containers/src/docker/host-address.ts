import { UserError } from '@jujube/core/errors/user-error.js';
import { parseHostKey } from './host-key.js';
import type { PinnedKey } from './host-key.js';
import type { HostConnection } from '../host-connection.js';

export type HostAddress =
  | { kind: 'unix'; socketPath: string }
  | { kind: 'tls'; host: string; port: number; tls: NonNullable<HostConnection['tls']> }
  | SshAddress;

export interface SshAddress {
  kind: 'ssh';
  host: string;
  port: number;
  user: string;
  socketPath: string;
  hostKey: PinnedKey;
  privateKey?: string;
}

const DEFAULT_SOCKET = '/var/run/docker.sock';

/** Reads a host connection; refuses (UserError) what is not one, and TCP without mutual TLS. */
export function hostAddress(connection: HostConnection): HostAddress {
  const url = URL.canParse(connection.url) ? new URL(connection.url) : null;
  switch (url?.protocol) {
    case 'unix:':
      return unixAddress(url);
    case 'tcp:':
      return tlsAddress(url, connection);
    case 'ssh:':
      return sshAddress(url, connection);
    default:
      throw refusal('a host is reached by unix:///path, tcp://host:2376 or ssh://user@host');
  }
}

function unixAddress(url: URL): HostAddress {
  if (url.host !== '' || url.pathname.length < 2) throw refusal('a unix address looks like unix:///run/docker.sock');
  return { kind: 'unix', socketPath: decodeURIComponent(url.pathname) };
}

function tlsAddress(url: URL, { tls }: HostConnection): HostAddress {
  if (!url.hostname || !url.port) throw refusal('a TCP address looks like tcp://host:2376');
  if (!tls?.ca || !tls.cert || !tls.key) {
    throw refusal('TCP needs mutual TLS: give ca.pem, cert.pem and key.pem (--tls-dir)');
  }
  return { kind: 'tls', host: url.hostname, port: Number(url.port), tls };
}

function sshAddress(url: URL, { ssh }: HostConnection): HostAddress {
  if (!url.hostname || !url.username) throw refusal('an SSH address looks like ssh://user@host or ssh://user@host:22');
  if (url.password) throw refusal('an SSH address holds no password: give a private key');
  if (!ssh?.hostKey) throw refusal('SSH needs the pinned key of the host (--host-key); see ssh-keyscan');
  return {
    kind: 'ssh',
    host: url.hostname,
    port: Number(url.port || 22),
    user: decodeURIComponent(url.username),
    socketPath: url.pathname.length > 1 ? decodeURIComponent(url.pathname) : DEFAULT_SOCKET,
    hostKey: parseHostKey(ssh.hostKey),
    privateKey: ssh.privateKey,
  };
}

const refusal = (message: string) => new UserError('invalid_params', message);
