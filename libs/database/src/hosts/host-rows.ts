import type { EntityManager } from 'typeorm';
import type { HostStatus } from '@jujube/core/cluster/host.js';

/** A host as its operator wants it, with what was last seen of it (null: never reached). */
export interface HostRow {
  id: string;
  name: string;
  url: string;
  pool: string;
  /** null: it serves apps that are in no environment */
  environment: string | null;
  labels: Record<string, string>;
  isCordoned: boolean;
  isDraining: boolean;
  status: HostStatus | null;
  /** null: it is ready, or was never reached */
  notReadySince: Date | null;
  cpuMillis: number | null;
  memoryMib: number | null;
  gpus: string[] | null;
}

export async function hostRows(manager: EntityManager): Promise<HostRow[]> {
  return manager.query(HOSTS);
}

/** The same, and nobody changes what an operator wants of them before the caller's transaction ends. */
export async function hostRowsHeld(manager: EntityManager): Promise<HostRow[]> {
  return manager.query(`${HOSTS} for share of h`);
}

const HOSTS = `
select h.id, h.name, h.url, h.pool, e.name as environment, h.labels, h.is_cordoned as "isCordoned", h.is_draining as "isDraining",
  s.status, s.not_ready_since as "notReadySince", s.cpu_millis as "cpuMillis", s.memory_mib as "memoryMib", s.gpus
from hosts h left join host_status s on s.host_id = h.id left join environments e on e.id = h.environment_id order by h.id`;
