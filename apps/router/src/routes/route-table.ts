import type { Mark } from '@jujube/core/update/canary-traffic.js';

/** One dyno as a server of HAProxy. `drain`: finishes what it has, gets nothing new. */
export interface RouteServer {
  /** `web.1_<dyno id>`: told in the access log, so that a line names its dyno */
  readonly name: string;
  readonly dynoId: string;
  readonly address: string;
  readonly port: number;
  readonly state: 'ready' | 'drain';
  /** 0 to 256: its part of what all get; 0: only what is meant for it */
  readonly weight: number;
}

/** One app. */
export interface RouteBackend {
  /** `app_<app id>` */
  readonly name: string;
  readonly appId: string;
  readonly isMaintenance: boolean;
  /** false when the user scaled web to 0 */
  readonly isWanted: boolean;
  readonly servers: readonly RouteServer[];
  /** requests that only these servers get, by their marks; null: there are none */
  readonly marked: MarkedRequests | null;
}

export interface MarkedRequests {
  readonly header: Mark | null;
  readonly cookie: Mark | null;
  /** names */
  readonly servers: readonly string[];
}

/** Where every host name leads. The same observation gives the same table. */
export interface RouteTable {
  readonly backends: readonly RouteBackend[];
  /** host name (lower case; `*.x.y` for a wildcard) → name of a backend */
  readonly hosts: ReadonlyMap<string, string>;
}

export const EMPTY_TABLE: RouteTable = { backends: [], hosts: new Map() };

export function backendName(appId: string): string {
  return `app_${appId}`;
}

export function serverName(dyno: { processType: string; slot: number; id: string }): string {
  return `${dyno.processType}.${dyno.slot}_${dyno.id}`;
}
