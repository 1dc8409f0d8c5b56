import type { RoutedAppRow, RoutedDynoRow } from '@jujube/database/routes/routes.queries.js';
import { backendName, serverName, type RouteServer, type RouteTable } from './route-table.js';

/** Rows of apps and dynos → the table that HAProxy is to follow. */
export function compileRoutes(apps: readonly RoutedAppRow[], dynos: readonly RoutedDynoRow[]): RouteTable {
  const serversOf = new Map<string, RouteServer[]>(apps.map((app) => [app.id, []]));
  for (const dyno of dynos) serversOf.get(dyno.appId)?.push(serverOf(dyno));
  return {
    backends: apps.map((app) => ({
      name: backendName(app.id),
      appId: app.id,
      isMaintenance: app.isMaintenance,
      isWanted: app.webQuantity > 0,
      servers: serversOf.get(app.id) ?? [],
    })),
    hosts: new Map(apps.flatMap((app) => app.hostnames.map((name) => [name.toLowerCase(), backendName(app.id)]))),
  };
}

function serverOf(dyno: RoutedDynoRow): RouteServer {
  const { address, port } = dyno;
  return { name: serverName(dyno), dynoId: dyno.id, address, port, state: dyno.isDraining ? 'drain' : 'ready' };
}
