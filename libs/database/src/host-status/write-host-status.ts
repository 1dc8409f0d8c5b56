import type { EntityManager } from 'typeorm';
import type { HostStatus } from '@jujube/core/cluster/host.js';

/** A host as it was just seen. What is undefined stays as it was seen before. */
export interface SeenHost {
  hostId: string;
  status: HostStatus;
  /** why it is not ready */
  reason: string | null;
  isSeenNow: boolean;
  facts?: {
    address: string;
    engineVersion: string;
    cpuMillis: number;
    memoryMib: number;
    hasLiveRestore: boolean;
    gpus: readonly string[];
  };
}

export async function writeHostStatus(manager: EntityManager, seen: SeenHost): Promise<void> {
  const { facts } = seen;
  await manager.query(UPSERT, [
    seen.hostId,
    seen.status,
    seen.reason,
    seen.isSeenNow,
    facts?.address ?? null,
    facts?.engineVersion ?? null,
    facts?.cpuMillis ?? null,
    facts?.memoryMib ?? null,
    facts?.hasLiveRestore ?? null,
    facts ? JSON.stringify(facts.gpus) : null,
  ]);
}

/** What was last written about a host; null when nothing was. */
export async function readHostStatus(
  manager: EntityManager,
  hostId: string,
): Promise<{ status: HostStatus; hasLiveRestore: boolean } | null> {
  const rows: { status: HostStatus; hasLiveRestore: boolean }[] = await manager.query(
    'select status, has_live_restore as "hasLiveRestore" from host_status where host_id = $1',
    [hostId],
  );
  return rows[0] ?? null;
}

// a host that was just removed from the list gets no status
const UPSERT = `
insert into host_status as s
  (host_id, status, not_ready_since, reason, last_seen_at, address, engine_version, cpu_millis, memory_mib, has_live_restore, gpus)
select id, $2, case when $2 <> 'ready' then now() end, $3, case when $4::boolean then now() end, $5, $6, coalesce($7::int, 0), coalesce($8::int, 0),
  coalesce($9::boolean, false), coalesce($10::jsonb, '[]') from hosts where id = $1
on conflict (host_id) do update set status = excluded.status, reason = excluded.reason, updated_at = now(),
  not_ready_since = case when excluded.status <> 'ready' then coalesce(s.not_ready_since, now()) end,
  last_seen_at = coalesce(excluded.last_seen_at, s.last_seen_at), address = coalesce(excluded.address, s.address),
  engine_version = coalesce(excluded.engine_version, s.engine_version),
  cpu_millis = coalesce($7, s.cpu_millis), memory_mib = coalesce($8, s.memory_mib),
  has_live_restore = coalesce($9, s.has_live_restore), gpus = coalesce($10, s.gpus)`;
