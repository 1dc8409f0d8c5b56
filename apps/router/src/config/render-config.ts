import type { Address } from '@jujube/settings/address.js';
import type { ConfigPaths } from './config-paths.js';
import { ACCESS_LOG_FORMAT } from '../access-log/access-log-format.js';
import type { MarkedRequests, RouteBackend, RouteServer, RouteTable } from '../routes/route-table.js';

export interface ConfigSettings {
  readonly http: Address;
  readonly https: Address;
  readonly baseDomain: string;
  readonly api: Address;
  /** our image registry, where it is to be reached at `registry.<base domain>` too */
  readonly registry: { readonly address: Address; readonly isTls: boolean } | null;
  /** UDP port on loopback that takes the access log */
  readonly logPort: number;
  /** directory with given certificates, loaded before our own */
  readonly tlsDir: string | null;
}

/** Options of a dyno's server, in the file and on the command line of HAProxy alike. */
export const SERVER_OPTIONS = 'check inter 2s fastinter 500ms downinter 500ms fall 2 rise 1 maxconn 256';

/** Listener on which a worker takes requests that reached its predecessor on connections from before the reload. */
const FROM_FORMER = 'former';

/** The whole configuration. Drained servers are left out: a new HAProxy has nothing to finish for them. */
export function renderConfig(table: RouteTable, settings: ConfigSettings, paths: ConfigPaths): string {
  return [
    renderGlobal(settings, paths),
    renderDefaults(paths),
    renderFrontend(settings, paths),
    renderFixedBackends(settings, paths),
    ...table.backends.map((backend) => renderBackend(backend, paths)),
    '',
  ].join('\n\n');
}

export function renderHostsMap(table: RouteTable): string {
  return [...table.hosts].map(([hostname, backend]) => `${hostname} ${backend}\n`).join('');
}

export function renderMaintenanceMap(table: RouteTable): string {
  return table.backends
    .filter((backend) => backend.isMaintenance)
    .map((backend) => `${backend.name} on\n`)
    .join('');
}

export function serverAddress(server: RouteServer): string {
  return `${server.address}:${server.port}`;
}

function renderGlobal(settings: ConfigSettings, paths: ConfigPaths): string {
  return `global
  log 127.0.0.1:${settings.logPort} len 8192 format raw local0
  stats socket ${paths.statsSocket} mode 600 level admin expose-fd listeners
  hard-stop-after 10m
  tune.bufsize 32768
  ssl-default-bind-options ssl-min-ver TLSv1.2`;
}

function renderDefaults(paths: ConfigPaths): string {
  return `defaults
  mode http
  log global
  log-format "${ACCESS_LOG_FORMAT}"
  option redispatch 1
  option http-server-close
  option idle-close-on-response
  retries 3
  retry-on conn-failure empty-response
  timeout connect 2s
  timeout client 65s
  timeout server 65s
  timeout queue 10s
  timeout tunnel 1h
  timeout http-request 10s
  timeout http-keep-alive 60s
  http-error status 502 content-type "text/html; charset=utf-8" file ${paths.pages}/bad-gateway.html
  http-error status 503 content-type "text/html; charset=utf-8" file ${paths.pages}/unavailable.html
  http-error status 504 content-type "text/html; charset=utf-8" file ${paths.pages}/timeout.html`;
}

function renderFrontend(settings: ConfigSettings, paths: ConfigPaths): string {
  const given = settings.tlsDir === null ? '' : `crt ${settings.tlsDir} `;
  const lookup = `map(${paths.hostsMap})`;
  return `frontend web
  bind ${settings.http.host}:${settings.http.port}
  bind unix@${paths.successorSocket} accept-proxy mode 600 name ${FROM_FORMER}
  bind ${settings.https.host}:${settings.https.port} ssl ${given}crt ${paths.certificates} crt-list ${paths.appCertificatesList} alpn h2,http/1.1
  http-request disable-l7-retry unless METH_GET or { method HEAD }
  http-request set-var(txn.host) req.hdr(host),field(1,:),lower
  http-request set-var(txn.path) pathq
  http-request set-header X-Request-ID %[uuid] unless { req.hdr(X-Request-ID) -m reg ^[A-Za-z0-9._-]{20,200}$ }
  http-request set-var(txn.request) req.hdr(X-Request-ID)
  acl is_forwarded so_name -m str ${FROM_FORMER}
  http-request add-header X-Forwarded-For %[src] unless is_forwarded
  http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)] unless is_forwarded
  http-request set-header X-Forwarded-Port %[dst_port] unless is_forwarded
  http-request set-var(txn.scheme) req.hdr(X-Forwarded-Proto)
${renderOwnTokens(settings)}  use_backend successor if { stopping }
  use_backend api if { var(txn.host) -m str api.${settings.baseDomain} git.${settings.baseDomain} }${renderRegistryUse(settings)}
  use_backend %[var(txn.host),${lookup}] if { var(txn.host),${lookup} -m found }
  use_backend %[var(txn.host),regsub(^[^.]+,*),${lookup}] if { var(txn.host),regsub(^[^.]+,*),${lookup} -m found }
  default_backend unknown`;
}

function renderFixedBackends(settings: ConfigSettings, paths: ConfigPaths): string {
  return `backend unknown
  http-request return status 404 content-type "text/html; charset=utf-8" file ${paths.pages}/unknown.html

backend successor
  server successor unix@${paths.successorSocket} send-proxy-v2

backend api
  timeout server 10m
  server api ${settings.api.host}:${settings.api.port} maxconn 512${renderRegistry(settings)}`;
}

/** Who comes with a token as it is, and not with one of the registry, asks the API: the registry would not know it. */
function renderOwnTokens({ registry, baseDomain }: ConfigSettings): string {
  if (registry === null) return '';
  return `  acl is_registry var(txn.host) -m str registry.${baseDomain}
  acl has_own_token req.hdr(authorization),lower -m beg "basic "
  http-request set-path /registry%[path] if is_registry has_own_token !is_forwarded
`;
}

function renderRegistryUse({ registry }: ConfigSettings): string {
  return registry === null
    ? ''
    : '\n  use_backend api if is_registry has_own_token\n  use_backend registry if is_registry';
}

/** The registry names one address of its token service; who comes by this name is sent to that of this name. */
function renderRegistry({ registry, baseDomain }: ConfigSettings): string {
  if (registry === null) return '';
  const { address, isTls } = registry;
  const realm = `%[var(txn.scheme)]://api.${baseDomain}:%[var(txn.port)]/registry/token`;
  return `

backend registry
  timeout server 10m
  http-request set-var(txn.port) req.hdr(X-Forwarded-Port)
  http-response replace-header WWW-Authenticate '^(.*)realm="[^"]*"(.*)$' '\\1realm="${realm}"\\2'
  server registry ${address.host}:${address.port} maxconn 256 init-addr last,libc,none${isTls ? ' ssl verify required ca-file @system-ca' : ''}`;
}

function renderBackend(backend: RouteBackend, paths: ConfigPaths): string {
  const servers = backend.servers
    .filter((server) => server.state === 'ready')
    .map((server) => `\n  server ${server.name} ${serverAddress(server)} weight ${server.weight} ${SERVER_OPTIONS}`);
  return `backend ${backend.name}
  balance roundrobin
  http-request return status 503 content-type "text/html; charset=utf-8" file ${paths.pages}/maintenance.html if { str(${backend.name}),map(${paths.maintenanceMap}) -m found }${renderMarked(backend.marked)}${servers.join('')}`;
}

/** Each of the servers gets its part of the marked requests: the first of n takes one in n, the next one in n - 1 of the rest … */
function renderMarked(marked: MarkedRequests | null): string {
  if (marked === null) return '';
  const { header, cookie, servers } = marked;
  const acls = [
    ...(header ? [`acl is_marked req.hdr(${header.name}) -m str ${header.value}`] : []),
    ...(cookie ? [`acl is_marked req.cook(${cookie.name}) -m str ${cookie.value}`] : []),
  ];
  const uses = servers.map((name, index) => `use-server ${name} if is_marked { rand(${servers.length - index}) lt 1 }`);
  return [...acls, ...uses].map((line) => `\n  ${line}`).join('');
}
