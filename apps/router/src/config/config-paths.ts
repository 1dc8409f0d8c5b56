import { join } from 'node:path';

/** Where the router keeps HAProxy's files. */
export function configPaths(stateDir: string) {
  return {
    config: join(stateDir, 'haproxy.cfg'),
    hostsMap: join(stateDir, 'hosts.map'),
    maintenanceMap: join(stateDir, 'maintenance.map'),
    masterSocket: join(stateDir, 'master.sock'),
    successorSocket: join(stateDir, 'web.sock'),
    statsSocket: join(stateDir, 'stats.sock'),
    pidFile: join(stateDir, 'haproxy.pid'),
    log: join(stateDir, 'haproxy.log'),
    pages: join(stateDir, 'pages'),
    certificates: join(stateDir, 'certificates'),
    appCertificates: join(stateDir, 'app-certificates'),
    appCertificatesList: join(stateDir, 'app-certificates.list'),
    ca: join(stateDir, 'ca'),
    routerId: join(stateDir, 'router-id'),
  } as const;
}

export type ConfigPaths = ReturnType<typeof configPaths>;
