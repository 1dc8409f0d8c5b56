import type { EntityManager } from 'typeorm';

/** Length of the span that one row tells of, in ms. */
export const TRAFFIC_SPAN_MS = 5_000;

/** Requests that one dyno took (empty id: none did) in one span. */
export interface DynoTraffic {
  appId: string;
  dynoId: string;
  /** when the span began, ISO 8601 */
  at: string;
  requests: number;
  serverErrors: number;
  resets: number;
  latencies: number[];
}

/** Adds up what a router saw since it last said so, by release. */
export async function addTraffic(
  manager: EntityManager,
  routerId: string,
  seen: readonly DynoTraffic[],
): Promise<void> {
  if (seen.length > 0) await manager.query(ADD, [routerId, JSON.stringify(seen)]);
}

const ADD = `
with seen as (
  select s."appId" as app_id, d.release_id, s.at, s.requests, s."serverErrors" as server_errors, s.resets, s.latencies
  from jsonb_to_recordset($2::jsonb) as s("appId" uuid, "dynoId" text, at timestamptz, requests integer,
    "serverErrors" integer, resets integer, latencies integer[])
  left join dynos d on d.id = nullif(s."dynoId", '')::uuid
), sums as (
  select app_id, release_id, at, sum(requests) as requests, sum(server_errors) as server_errors, sum(resets) as resets
  from seen group by app_id, release_id, at
)
insert into traffic as t (app_id, release_id, router_id, at, requests, server_errors, resets, latencies)
select u.app_id, u.release_id, $1, u.at, u.requests, u.server_errors, u.resets, array(
  select sum(l.count) from seen s cross join unnest(s.latencies) with ordinality as l(count, bucket)
  where s.app_id = u.app_id and s.release_id is not distinct from u.release_id and s.at = u.at
  group by l.bucket order by l.bucket)
from sums u
on conflict (app_id, at, release_id, router_id) do update set requests = t.requests + excluded.requests,
  server_errors = t.server_errors + excluded.server_errors, resets = t.resets + excluded.resets,
  latencies = array(select a.count + b.count from unnest(t.latencies) with ordinality as a(count, bucket)
    join unnest(excluded.latencies) with ordinality as b(count, bucket) using (bucket) order by bucket)`;
