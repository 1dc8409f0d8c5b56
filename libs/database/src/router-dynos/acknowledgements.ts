import type { EntityManager } from 'typeorm';

/** What the routers that are alive said about dynos. */
export interface Acknowledgements {
  /** routers heard of within the last 10 s */
  aliveRouters: number;
  /** by dyno: how many of them send to it, and how many have let go of it */
  byDyno: ReadonlyMap<string, { routed: number; drained: number }>;
}

export async function readAcknowledgements(manager: EntityManager): Promise<Acknowledgements> {
  const alive: { count: number }[] = await manager.query(
    `select count(*)::int as count from routers where heartbeat_at > now() - interval '10 s'`,
  );
  const rows: { dynoId: string; routed: number; drained: number }[] = await manager.query(ACKNOWLEDGED);
  return { aliveRouters: alive[0]?.count ?? 0, byDyno: new Map(rows.map((row) => [row.dynoId, row])) };
}

const ACKNOWLEDGED = `
select a.dyno_id as "dynoId", count(*) filter (where a.state = 'routed')::int as routed,
  count(*) filter (where a.state = 'drained')::int as drained
from router_dynos a
join routers r on r.id = a.router_id and r.heartbeat_at > now() - interval '10 s'
join dynos d on d.id = a.dyno_id and d.state not in ('stopped', 'crashed', 'lost')
group by a.dyno_id`;
