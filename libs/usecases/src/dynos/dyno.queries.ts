import { Injectable } from '@nestjs/common';
import type { DynoState } from '@jujube/core/cluster/dyno.js';
import { Reader } from '@jujube/database/reader.js';

export interface DynoRow {
  id: string;
  processType: string;
  slot: number;
  command: string;
  /** blocked: wanted, but no host can take it */
  state: DynoState | 'blocked';
  isHealthy: boolean;
  reason: string | null;
  cpuMillis: number;
  memoryMib: number;
  releaseId: string;
  releaseVersion: number;
  /** null while it is blocked */
  hostId: string | null;
  hostName: string | null;
  createdAt: Date;
  stateSince: Date;
}

/** Reads dynos: what runs, for wanted slots that are empty what ran there last, and what finds no host. */
@Injectable()
export class DynoQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string): Promise<DynoRow[]> {
    return this.reader.rows<DynoRow>(`${DYNOS} union all ${BLOCKED} order by "processType", slot, incarnation`, [
      appId,
    ]);
  }

  /** The newest incarnation of a slot, or the dyno with an id. */
  async find(appId: string, idOrName: string): Promise<DynoRow | null> {
    const rows = await this.list(appId);
    return rows.findLast((row) => row.id === idOrName || `${row.processType}.${row.slot}` === idOrName) ?? null;
  }
}

const COLUMNS = `id, process_type as "processType", slot, command, state, is_healthy as "isHealthy", reason,
  cpu_millis as "cpuMillis", memory_mib as "memoryMib", release_id as "releaseId", release_version as "releaseVersion",
  host_id as "hostId", host_name as "hostName", created_at as "createdAt", state_since as "stateSince", incarnation`;

const DYNOS = `
select ${COLUMNS} from (
  select d.*, bool_or(d.state not in ('stopped', 'crashed', 'lost')) over slot_of as is_slot_live,
    d.incarnation = max(d.incarnation) over slot_of as is_newest
  from dynos d where d.app_id = $1
  window slot_of as (partition by d.process_type, d.slot)) d
where d.state not in ('stopped', 'crashed', 'lost')
  or (d.state in ('crashed', 'lost') and d.is_newest and not d.is_slot_live
    and exists (select from formations f where f.app_id = d.app_id and f.process_type = d.process_type and f.quantity >= d.slot))`;

// after everything that runs in its slot
const BLOCKED = `
select md5(b.app_id || b.process_type || b.slot)::uuid, b.process_type, b.slot, r.process_types ->> b.process_type, 'blocked', false,
  b.reason, f.cpu_millis, f.memory_mib, r.id, r.version, null, null, b.since, b.since, 2147483647
from blocked_slots b
join formations f on f.app_id = b.app_id and f.process_type = b.process_type and f.quantity >= b.slot
join lateral (
  select r.* from releases r join deployments d on d.release_id = r.id
  where r.app_id = b.app_id and d.state in ('pending', 'succeeded') order by r.version desc limit 1) r on true
where b.app_id = $1`;
