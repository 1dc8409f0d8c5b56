import type { HostResources } from './host.js';

/** Dynos of one process type that would find no other host. */
export interface HomelessProcess {
  app: string;
  type: string;
  dynos: number;
  /** refusals of the other hosts in the order in which they are asked; each host counts once */
  funnel: { considered: number; refusals: { filter: string; hosts: number }[] };
  /** the same as a sentence */
  reason: string;
}

export interface FleetHost {
  name: string;
  pool: string;
  status: 'ready' | 'disconnected' | 'down';
  cordoned: boolean;
  draining: boolean;
  capacity: HostResources;
  reserved: HostResources;
  free: HostResources;
  dynos: number;
  /** which of its dynos would not fit elsewhere if it died; empty: it may die */
  homeless: HomelessProcess[];
}

export interface FleetPool {
  name: string;
  hosts: number;
  /** that answer and are neither cordoned nor draining */
  open_hosts: number;
  dynos: number;
  capacity: HostResources;
  reserved: HostResources;
  /** on the open hosts */
  free: HostResources;
}

/** GET /fleet/report: what every host has, and what would not fit if it died (N-1). For administrators. */
export interface FleetReport {
  pools: FleetPool[];
  hosts: FleetHost[];
}
