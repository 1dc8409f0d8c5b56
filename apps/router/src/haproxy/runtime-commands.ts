import { SERVER_OPTIONS, serverAddress } from '../config/render-config.js';
import type { ConfigPaths } from '../config/config-paths.js';
import type { RouteChange } from '../routes/compare-routes.js';

/** One change in HAProxy's runtime language (management guide, 'unix socket commands'). */
export function runtimeCommands(change: RouteChange, paths: ConfigPaths): string[] {
  switch (change.kind) {
    case 'add-server': {
      const name = `${change.backend}/${change.server.name}`;
      const options = `weight ${change.server.weight} ${SERVER_OPTIONS}`;
      return [`add server ${name} ${serverAddress(change.server)} ${options}`, `enable health ${name}`];
    }
    case 'ready-server':
      return [`set server ${change.backend}/${change.server.name} state ready`];
    case 'drain-server':
      return [`set server ${change.backend}/${change.server.name} state drain`];
    case 'weigh-server':
      return [`set server ${change.backend}/${change.server.name} weight ${change.server.weight}`];
    case 'remove-server': {
      const name = `${change.backend}/${change.server.name}`;
      return [`set server ${name} state maint`, `shutdown sessions server ${name}`, `del server ${name}`];
    }
    case 'set-host':
      return [
        `del map ${paths.hostsMap} ${change.hostname}`,
        `add map ${paths.hostsMap} ${change.hostname} ${change.backend}`,
      ];
    case 'remove-host':
      return [`del map ${paths.hostsMap} ${change.hostname}`];
    case 'set-maintenance':
      return [
        `del map ${paths.maintenanceMap} ${change.backend}`,
        ...(change.isOn ? [`add map ${paths.maintenanceMap} ${change.backend} on`] : []),
      ];
  }
}

/** Answers that mean 'it is so already' or that come from taking back what is not there. */
const HARMLESS = [
  /^New server registered\.$/,
  /^Server deleted\.$/,
  /^No such server/,
  /^entry not found/i,
  /^unknown entry/i,
];

/** The first line of an answer that says a command was refused; null when all were taken. */
export function findRefusal(answer: string): string | null {
  const lines = answer.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !HARMLESS.some((pattern) => pattern.test(line))) ?? null;
}
