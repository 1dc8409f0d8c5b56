import type { EntityManager } from 'typeorm';
import type { Grant } from '@jujube/core/cluster/grant.js';
import type { DynoEntity } from './dyno.entity.js';
import { dynoColumns } from './dyno-columns.js';

/** A place in a plan; the rest of the row is copied from the app, the release and the host as they are now. */
export interface DynoPlacement extends Grant {
  appId: string;
  processType: string;
  slot: number;
  incarnation: number;
  generation: string;
  releaseId: string;
  hostId: string;
  cpuMillis: number;
  memoryMib: number;
}

/**
 * Writes one row per placement, in state `placed`. A placement whose app, image or host is gone by now makes no row. The
 * incarnation is raised above every former one of the slot, also above those that the plan did not know of.
 */
export async function placeDynos(manager: EntityManager, placements: readonly DynoPlacement[]): Promise<DynoEntity[]> {
  return manager.query(INSERT, [JSON.stringify(placements)]);
}

const INSERT = `
insert into dynos (app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation, command, image,
  host_id, host_name, host_address, host_port, ports, gpus, cpu_millis, memory_mib, state)
select p."appId", a.name, p."processType", p.slot,
  greatest(p.incarnation, (select coalesce(max(d.incarnation), 0) + 1 from dynos d
    where d.app_id = p."appId" and d.process_type = p."processType" and d.slot = p.slot)),
  r.id, r.version, p.generation, coalesce(r.process_types ->> p."processType", ''), coalesce(r.type_images ->> p."processType", r.image),
  h.id, h.name, coalesce(h.address, s.address), p."hostPort",
  coalesce(p.ports, '[]'), coalesce(p.gpus, '[]'), p."cpuMillis", p."memoryMib", 'placed'
from jsonb_to_recordset($1::jsonb) as p("appId" uuid, "processType" text, slot int, incarnation int, generation text,
  "releaseId" uuid, "hostId" uuid, "hostPort" int, ports jsonb, gpus jsonb, "cpuMillis" int, "memoryMib" int)
join apps a on a.id = p."appId"
join releases r on r.id = p."releaseId" and r.image is not null
join hosts h on h.id = p."hostId"
join host_status s on s.host_id = h.id and coalesce(h.address, s.address) is not null
returning ${dynoColumns()}`;
