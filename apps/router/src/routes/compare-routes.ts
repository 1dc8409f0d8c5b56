import { isDeepStrictEqual } from 'node:util';
import { serverAddress } from '../config/render-config.js';
import type { RouteBackend, RouteServer, RouteTable } from './route-table.js';

/** A change that a running HAProxy takes without a reload. */
export type RouteChange =
  | { readonly kind: 'add-server'; readonly backend: string; readonly server: RouteServer }
  | { readonly kind: 'drain-server'; readonly backend: string; readonly server: RouteServer }
  | { readonly kind: 'ready-server'; readonly backend: string; readonly server: RouteServer }
  | { readonly kind: 'weigh-server'; readonly backend: string; readonly server: RouteServer }
  | { readonly kind: 'remove-server'; readonly backend: string; readonly server: RouteServer }
  | { readonly kind: 'set-host'; readonly hostname: string; readonly backend: string }
  | { readonly kind: 'remove-host'; readonly hostname: string }
  | { readonly kind: 'set-maintenance'; readonly backend: string; readonly isOn: boolean };

/** What turns `from` into `to`; null for what takes a reload: backends came or went, a server moved, marked requests go elsewhere. */
export function compareRoutes(from: RouteTable, to: RouteTable): RouteChange[] | null {
  const before = new Map(from.backends.map((backend) => [backend.name, backend]));
  if (before.size !== to.backends.length || to.backends.some((backend) => !before.has(backend.name))) return null;
  if (to.backends.some((backend) => needsReload(before.get(backend.name) ?? backend, backend))) return null;
  return [
    ...to.backends.flatMap((backend) => compareBackends(before.get(backend.name) ?? backend, backend)),
    ...compareHosts(from.hosts, to.hosts),
  ];
}

function needsReload(from: RouteBackend, to: RouteBackend): boolean {
  return !isDeepStrictEqual(from.marked, to.marked) || hasMoved(from, to);
}

/** Whether a server of it is to be reached elsewhere: its host was reconnected. */
function hasMoved(from: RouteBackend, to: RouteBackend): boolean {
  const before = new Map(from.servers.map((server) => [server.name, serverAddress(server)]));
  return to.servers.some((server) => (before.get(server.name) ?? serverAddress(server)) !== serverAddress(server));
}

function compareBackends(from: RouteBackend, to: RouteBackend): RouteChange[] {
  const backend = to.name;
  const before = new Map(from.servers.map((server) => [server.name, server]));
  const after = new Set(to.servers.map((server) => server.name));
  const removed = from.servers.filter((server) => !after.has(server.name));
  const maintenance: RouteChange[] =
    from.isMaintenance === to.isMaintenance ? [] : [{ kind: 'set-maintenance', backend, isOn: to.isMaintenance }];
  // additions first, so that there is always somebody to answer
  return [
    ...to.servers.flatMap((server) => compareServers(backend, before.get(server.name), server)),
    ...removed.map((server): RouteChange => ({ kind: 'remove-server', backend, server })),
    ...maintenance,
  ];
}

function compareServers(backend: string, from: RouteServer | undefined, to: RouteServer): RouteChange[] {
  const weighed: RouteChange[] =
    from && from.weight !== to.weight ? [{ kind: 'weigh-server', backend, server: to }] : [];
  if (from?.state === to.state) return weighed;
  const kind = to.state === 'drain' ? 'drain-server' : 'ready-server';
  const additions: RouteChange[] = from ? [] : [{ kind: 'add-server', backend, server: to }];
  return [...additions, ...weighed, { kind, backend, server: to }];
}

function compareHosts(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): RouteChange[] {
  const changes: RouteChange[] = [];
  for (const [hostname, backend] of to) {
    if (from.get(hostname) !== backend) changes.push({ kind: 'set-host', hostname, backend });
  }
  for (const hostname of from.keys()) if (!to.has(hostname)) changes.push({ kind: 'remove-host', hostname });
  return changes;
}
