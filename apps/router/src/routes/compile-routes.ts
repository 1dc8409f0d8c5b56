import { parseCookieMark, parseHeaderMark } from '@jujube/core/update/canary-traffic.js';
import type { RoutedAppRow, RoutedDynoRow } from '@jujube/database/routes/routes.queries.js';
import { canaryWeights, SAME } from './canary-weights.js';
import { backendName, serverName, type MarkedRequests, type RouteBackend, type RouteTable } from './route-table.js';

/** Rows of apps and dynos → the table that HAProxy is to follow. */
export function compileRoutes(apps: readonly RoutedAppRow[], dynos: readonly RoutedDynoRow[]): RouteTable {
  const dynosOf = new Map<string, RoutedDynoRow[]>(apps.map((app) => [app.id, []]));
  for (const dyno of dynos) dynosOf.get(dyno.appId)?.push(dyno);
  return {
    backends: apps.map((app) => backendOf(app, dynosOf.get(app.id) ?? [])),
    hosts: new Map(apps.flatMap((app) => app.hostnames.map((name) => [name.toLowerCase(), backendName(app.id)]))),
  };
}

function backendOf(app: RoutedAppRow, dynos: readonly RoutedDynoRow[]): RouteBackend {
  const ready = dynos.filter(({ isDraining }) => !isDraining);
  const canaries = ready.filter(({ isCanary }) => isCanary);
  const count = { canaries: canaries.length, others: ready.length - canaries.length };
  const weights = app.canaryWeight === null ? SAME : canaryWeights(app.canaryWeight, count);
  return {
    name: backendName(app.id),
    appId: app.id,
    isMaintenance: app.isMaintenance,
    isWanted: app.webQuantity > 0,
    servers: dynos.map((dyno) => {
      const { address, port, isDraining, isCanary } = dyno;
      const weight = isCanary ? weights.canary : weights.other;
      return { name: serverName(dyno), dynoId: dyno.id, address, port, state: isDraining ? 'drain' : 'ready', weight };
    }),
    marked: markedOf(app, canaries),
  };
}

function markedOf(
  { canaryHeader, canaryCookie }: RoutedAppRow,
  canaries: readonly RoutedDynoRow[],
): MarkedRequests | null {
  const header = canaryHeader === null ? null : parseHeaderMark(canaryHeader);
  const cookie = canaryCookie === null ? null : parseCookieMark(canaryCookie);
  if (canaries.length === 0 || (header === null && cookie === null)) return null;
  return { header, cookie, servers: canaries.map(serverName) };
}
