import { UserError } from '../errors/user-error.js';

/** How a Docker engine is reached. */
export type HostUrl =
  | { readonly kind: 'unix'; readonly path: string }
  | { readonly kind: 'tcp'; readonly hostname: string; readonly port: number }
  | { readonly kind: 'ssh'; readonly user: string; readonly hostname: string; readonly port: number };

/** Linux allows no longer path for a socket. */
const MAX_SOCKET_PATH = 107;
const NETWORK_URL = /^(tcp|ssh):\/\/(?:([^@/?#]*)@)?(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9][A-Za-z0-9.-]*)(?::(\d{1,5}))?\/?$/;
const USER = /^[A-Za-z_][A-Za-z0-9._-]{0,31}$/;
const DEFAULT_PORTS = { tcp: 2376, ssh: 22 };

/** `unix:///var/run/docker.sock`, `tcp://10.0.0.2:2376` or `ssh://user@host`. Throws `invalid_params`. */
export function parseHostUrl(text: string): HostUrl {
  if (text.startsWith('unix://')) return parseUnix(text.slice('unix://'.length));
  const match = NETWORK_URL.exec(text);
  if (!match) return refuse('expected unix:///path, tcp://host:port or ssh://user@host');
  const [, kind, user, hostname, portText] = match as unknown as [string, 'tcp' | 'ssh', string?, string?, string?];
  const port = portText === undefined ? DEFAULT_PORTS[kind] : Number(portText);
  if (port < 1 || port > 65_535) return refuse(`${portText} is no port`);
  const bare = hostname!.replace(/^\[|\]$/g, '').toLowerCase();
  if (kind === 'ssh') return { kind, user: parseUser(user), hostname: bare, port };
  return user === undefined
    ? { kind, hostname: bare, port }
    : refuse('tcp takes no user; certificates are given with --tls-dir');
}

/** The form that is stored and shown. */
export function formatHostUrl(url: HostUrl): string {
  if (url.kind === 'unix') return `unix://${url.path}`;
  const hostname = url.hostname.includes(':') ? `[${url.hostname}]` : url.hostname;
  return url.kind === 'ssh' ? `ssh://${url.user}@${hostname}:${url.port}` : `tcp://${hostname}:${url.port}`;
}

function parseUnix(path: string): HostUrl {
  const isClean = /^\/[\x21-\x7e]+$/.test(path) && !path.split('/').includes('..');
  if (!isClean || path.length > MAX_SOCKET_PATH) return refuse('unix:// needs an absolute path of a socket');
  return { kind: 'unix', path };
}

function parseUser(user: string | undefined): string {
  if (user?.includes(':')) return refuse('leave the password out; Jujube logs in with a key');
  return user !== undefined && USER.test(user) ? user : refuse('ssh needs a user: ssh://user@host');
}

/** Says nothing of what was given: it may hold a password. */
function refuse(why: string): never {
  throw new UserError('invalid_params', `This is no address of a Docker host: ${why}.`);
}
