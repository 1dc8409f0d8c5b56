import { UserError } from '@jujube/core/errors/user-error.js';
import type { SandboxMode } from '@jujube/core/cluster/host.js';
import { parseHostLabels } from '@jujube/core/host/host-labels.js';
import { parseHostName } from '@jujube/core/host/host-name.js';
import { formatHostUrl, parseHostUrl, type HostUrl } from '@jujube/core/host/host-url.js';

/** How to reach a Docker engine. Keys and certificates are PEM or OpenSSH texts. */
export interface ConnectionWish {
  readonly url: string;
  /** where its published ports are reached; absent: found out */
  readonly address?: string;
  readonly tls?: { ca: string; cert: string; key: string };
  readonly ssh?: { hostKey: string; privateKey?: string };
}

/** A Docker engine that somebody wants to register. */
export interface HostWish extends ConnectionWish {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly pool: string;
  readonly sandbox: SandboxMode;
}

const ADDRESS =
  /^(?=.{1,253}$)([0-9a-fA-F:]+|[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*)$/;
const POOL = /^[a-z][a-z0-9-]{0,30}$/;
const PEM = /^\s*-----BEGIN [A-Z0-9 ]+-----/;
const HOST_KEY = /^(SHA256:[A-Za-z0-9+/]{43}=?|(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+=*)( .*)?$/;

/** The same in canonical form. @throws UserError invalid_params that names what is wrong, and shows no secret */
export function checkHost(wish: HostWish): HostWish {
  return {
    ...wish,
    ...checkConnection(wish),
    name: parseHostName(wish.name),
    labels: parseHostLabels(wish.labels),
    pool: parsePool(wish.pool),
  };
}

/** The same for what reaches it. */
export function checkConnection({ url: text, address, tls, ssh }: ConnectionWish): ConnectionWish {
  const url = parseHostUrl(text);
  checkSecrets(url, { tls, ssh });
  return { url: formatHostUrl(url), address: address === undefined ? undefined : parseHostAddress(address), tls, ssh };
}

export function parseHostAddress(text: string): string {
  if (!ADDRESS.test(text))
    refuse(`"${text.slice(0, 80)}" is no address: give an IP address or a host name, without a port`);
  return text;
}

export function parsePool(text: string): string {
  if (!POOL.test(text))
    refuse(`"${text.slice(0, 60)}" is no name of a pool: use 1 to 31 lower-case letters, digits or dashes`);
  return text;
}

function checkSecrets(url: HostUrl, { tls, ssh }: Pick<ConnectionWish, 'tls' | 'ssh'>): void {
  if (url.kind === 'tcp' && !tls)
    refuse('tcp:// needs tls (--tls-dir with ca.pem, cert.pem and key.pem): an open engine is root for everybody');
  if (url.kind !== 'tcp' && tls) refuse(`tls is for tcp:// addresses, this one is ${url.kind}://`);
  if (url.kind === 'ssh' && !ssh) refuse('ssh:// needs the host key (--host-key; see: ssh-keyscan HOST)');
  if (url.kind !== 'ssh' && ssh) refuse(`ssh is for ssh:// addresses, this one is ${url.kind}://`);
  for (const [name, text] of Object.entries(tls ?? {})) {
    if (!PEM.test(text)) refuse(`tls.${name} is not PEM: it must start with -----BEGIN`);
  }
  if (ssh && !HOST_KEY.test(ssh.hostKey)) refuse('ssh.host_key must be SHA256:… or a public key as in known_hosts');
  if (ssh?.privateKey !== undefined && !PEM.test(ssh.privateKey))
    refuse('ssh.private_key must be an OpenSSH or PEM key');
}

function refuse(why: string): never {
  throw new UserError('invalid_params', `${why}.`);
}
