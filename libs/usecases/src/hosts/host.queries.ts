import { Injectable } from '@nestjs/common';
import type { HostStatus, SandboxMode } from '@jujube/core/cluster/host.js';
import { pageClause, pageCursor, type PageColumns, type PageRequest } from '@jujube/database/page-request.js';
import { Reader } from '@jujube/database/reader.js';

export interface HostRow {
  id: string;
  name: string;
  url: string;
  address: string | null;
  labels: Record<string, string>;
  pool: string;
  environmentId: string | null;
  environmentName: string | null;
  sandbox: SandboxMode;
  isCordoned: boolean;
  isDraining: boolean;
  createdAt: Date;
  updatedAt: Date;
  /** null, as what follows, until the scheduler has looked */
  status: HostStatus | null;
  reason: string | null;
  seenAddress: string | null;
  engineVersion: string | null;
  cpuMillis: number | null;
  memoryMib: number | null;
  hasLiveRestore: boolean | null;
  gpus: string[] | null;
  lastSeenAt: Date | null;
  dynos: number;
  reservedCpuMillis: number;
  reservedMemoryMib: number;
  reservedGpus: number;
}

export type HostField = 'name' | 'id';

const COLUMNS: PageColumns<HostField> = {
  name: { sql: 'h.name', type: 'text' },
  id: { sql: 'h.id', type: 'uuid' },
};

/** Reads hosts with what was last seen of them; never what opens them. */
@Injectable()
export class HostQueries {
  constructor(private readonly reader: Reader) {}

  list(page: PageRequest<HostField>): Promise<(HostRow & { cursor: string })[]> {
    const values: unknown[] = [];
    const clause = pageClause(page, COLUMNS, values);
    return this.reader.rows(`select ${HOST}, ${pageCursor(page, COLUMNS)} ${FROM} where true${clause}`, values);
  }

  /** @param key its id or name */
  find(key: string): Promise<HostRow | null> {
    return this.reader.first<HostRow>(`select ${HOST} ${FROM} where h.id::text = $1 or h.name = $1`, [key]);
  }
}

const HOST = `h.id, h.name, h.url, h.address, h.labels, h.pool, e.id as "environmentId", e.name as "environmentName", h.sandbox, h.is_cordoned as "isCordoned",
  h.is_draining as "isDraining", h.created_at as "createdAt", h.updated_at as "updatedAt", s.status, s.reason,
  s.address as "seenAddress", s.engine_version as "engineVersion", s.cpu_millis as "cpuMillis", s.memory_mib as "memoryMib",
  s.has_live_restore as "hasLiveRestore", s.gpus, s.last_seen_at as "lastSeenAt", coalesce(d.dynos, 0)::integer as dynos,
  (coalesce(d.cpu, 0) + coalesce(t.cpu, 0))::integer as "reservedCpuMillis",
  (coalesce(d.memory, 0) + coalesce(t.memory, 0))::integer as "reservedMemoryMib", coalesce(d.gpus, 0)::integer as "reservedGpus"`;
const FROM = `from hosts h left join host_status s on s.host_id = h.id left join environments e on e.id = h.environment_id
  left join lateral (select count(*) as dynos, sum(cpu_millis) as cpu, sum(memory_mib) as memory,
      sum(jsonb_array_length(gpus)) as gpus from dynos
    where host_id = h.id and state not in ('stopped', 'crashed', 'lost')) d on true
  left join lateral (select sum(cpu_millis) as cpu, sum(memory_mib) as memory from tasks
    where host_id = h.id and state = 'placed') t on true`;
