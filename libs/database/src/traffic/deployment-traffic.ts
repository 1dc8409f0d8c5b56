import type { ProofPhase } from '@jujube/core/traffic/proof.js';
import type { Traffic } from '@jujube/core/traffic/traffic.js';
import type { EntityManager } from 'typeorm';
import { TRAFFIC_SPAN_MS } from './add-traffic.js';

export interface PhaseTraffic extends Traffic {
  deploymentId: string;
  phase: ProofPhase;
}

const BEFORE_S = 300;
export const AFTER_S = 60;

/** What routers saw around some deployments; a phase without requests is left out. */
export async function deploymentTraffic(
  manager: EntityManager,
  deploymentIds: readonly string[],
): Promise<PhaseTraffic[]> {
  return deploymentIds.length === 0 ? [] : manager.query(TRAFFIC_OF, [deploymentIds]);
}

/** Deployments under way of apps that have a budget for what a release may do to requests. */
export async function budgetedDeployments(manager: EntityManager): Promise<string[]> {
  const rows: { id: string }[] = await manager.query(BUDGETED);
  return rows.map(({ id }) => id);
}

const BUDGETED = `
select d.id from deployments d where d.state = 'pending' and exists (
  select from formations f where f.app_id = d.app_id
    and (f.update_settings ->> 'maxErrorRate' is not null or f.update_settings ->> 'maxP95Ratio' is not null))`;

const SPAN = `interval '${TRAFFIC_SPAN_MS} milliseconds'`;

/** Rows of PhaseTraffic for the deployments $1. */
// a span counts for the phase in which it began, but the one in which a deployment began is of the deployment
export const TRAFFIC_OF = `
with around as (
  select id, app_id, release_id, date_bin(${SPAN}, created_at, 'epoch') as began, finished_at as ended
  from deployments where id = any($1)
), seen as (
  select a.id, case when t.at < a.began then 'before' when a.ended is null or t.at <= a.ended then 'during' else 'after' end as phase,
    t.release_id = a.release_id as is_new, t.requests, t.server_errors, t.resets, t.latencies
  from around a join traffic t on t.app_id = a.app_id and t.at >= a.began - interval '${BEFORE_S} seconds'
    and (a.ended is null or t.at <= a.ended + interval '${AFTER_S} seconds')
), phased as (
  select id, phase, requests, server_errors, resets, latencies from seen
  union all
  select id, 'ofNew', requests, server_errors, resets, latencies from seen where phase = 'during' and is_new
), histograms as (
  select id, phase, array_agg(count order by bucket) as latencies from (
    select id, phase, l.bucket, sum(l.count)::integer as count
    from phased cross join unnest(latencies) with ordinality as l(count, bucket) group by id, phase, l.bucket) as counts
  group by id, phase
)
select p.id as "deploymentId", p.phase, sum(p.requests)::integer as requests, sum(p.server_errors)::integer as "serverErrors",
  sum(p.resets)::integer as resets, h.latencies
from phased p join histograms h using (id, phase) group by p.id, p.phase, h.latencies`;
