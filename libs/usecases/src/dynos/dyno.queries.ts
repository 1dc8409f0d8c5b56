import { Injectable } from '@nestjs/common';
import type { DynoState } from '@jujube/core/cluster/dyno.js';
import { Reader } from '@jujube/database/reader.js';

export interface DynoRow {
  id: string;
  processType: string;
  slot: number;
  command: string;
  state: DynoState;
  isHealthy: boolean;
  reason: string | null;
  cpuMillis: number;
  memoryMib: number;
  releaseId: string;
  releaseVersion: number;
  hostId: string;
  hostName: string;
  createdAt: Date;
  stateSince: Date;
}

/** Reads dynos: what runs, and for wanted slots that are empty what ran there last. */
@Injectable()
export class DynoQueries {
  constructor(private readonly reader: Reader) {}

  list(appId: string): Promise<DynoRow[]> {
    return this.reader.rows<DynoRow>(`${DYNOS} order by process_type, slot, incarnation`, [appId]);
  }

  /** The newest incarnation of a slot, or the dyno with an id. */
  async find(appId: string, idOrName: string): Promise<DynoRow | null> {
    const rows = await this.list(appId);
    return rows.findLast((row) => row.id === idOrName || `${row.processType}.${row.slot}` === idOrName) ?? null;
  }
}

const COLUMNS = `id, process_type as "processType", slot, command, state, is_healthy as "isHealthy", reason,
  cpu_millis as "cpuMillis", memory_mib as "memoryMib", release_id as "releaseId", release_version as "releaseVersion",
  host_id as "hostId", host_name as "hostName", created_at as "createdAt", state_since as "stateSince"`;

const DYNOS = `
select ${COLUMNS} from (
  select d.*, bool_or(d.state not in ('stopped', 'crashed', 'lost')) over slot_of as is_slot_live,
    d.incarnation = max(d.incarnation) over slot_of as is_newest
  from dynos d where d.app_id = $1
  window slot_of as (partition by d.process_type, d.slot)) d
where d.state not in ('stopped', 'crashed', 'lost')
  or (d.state in ('crashed', 'lost') and d.is_newest and not d.is_slot_live
    and exists (select from formations f where f.app_id = d.app_id and f.process_type = d.process_type and f.quantity >= d.slot))`;
