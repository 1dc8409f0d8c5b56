import type { EntityManager } from 'typeorm';
import type { DynoState } from '@jujube/core/cluster/dyno.js';
import type { DynoEntity } from './dyno.entity.js';
import { dynoColumns } from './dyno-columns.js';

/** One step of a dyno's life. `from` are the states it may be taken in: a row that is past them stays as it is. */
export interface DynoStep {
  to: DynoState;
  from: readonly DynoState[];
  reason?: string | null;
  exitCode?: number | null;
  containerId?: string;
  /** not while the dyno's host does not answer: then nobody knows how the dyno is */
  onlyOnReadyHosts?: boolean;
}

/** Takes the step with those dynos that are in one of its `from` states; returns their rows after it. */
export async function moveDynos(manager: EntityManager, ids: readonly string[], step: DynoStep): Promise<DynoEntity[]> {
  const [rows]: [DynoEntity[], number] = await manager.query(MOVE, [
    ids,
    step.to,
    step.from,
    step.reason ?? null,
    step.exitCode ?? null,
    step.containerId ?? null,
    step.onlyOnReadyHosts ?? false,
  ]);
  return rows;
}

/** A passed check: `starting` becomes `up`. Returns the rows that were not healthy before. */
export async function markHealthy(manager: EntityManager, ids: readonly string[]): Promise<DynoEntity[]> {
  const [rows]: [DynoEntity[], number] = await manager.query(HEALTHY, [ids]);
  return rows;
}

/** Failed checks: routers take it out, its state stays. Returns the rows that were healthy before. */
export async function markUnhealthy(manager: EntityManager, ids: readonly string[]): Promise<DynoEntity[]> {
  const [rows]: [DynoEntity[], number] = await manager.query(UNHEALTHY, [ids]);
  return rows;
}

/** Why the dyno is not further, for people; its state stays. */
export async function noteOnDyno(manager: EntityManager, id: string, reason: string): Promise<void> {
  await manager.query(`update dynos set reason = $2 where id = $1`, [id, reason]);
}

const MOVE = `
update dynos set state = $2, state_since = now(), reason = $4, exit_code = coalesce($5, exit_code),
  container_id = coalesce($6, container_id),
  is_healthy = is_healthy and $2 not in ('stopping', 'stopped', 'crashed', 'lost'),
  healthy_since = case when $2 in ('crashed', 'lost') then null else healthy_since end
where id = any($1::uuid[]) and state = any($3::text[])
  and (not $7 or exists (select from host_status s where s.host_id = dynos.host_id and s.status = 'ready')) returning ${dynoColumns()}`;

const HEALTHY = `
update dynos set is_healthy = true, healthy_since = now(), reason = null,
  state = case state when 'starting' then 'up' else state end,
  state_since = case state when 'starting' then now() else state_since end
where id = any($1::uuid[]) and not is_healthy and state in ('starting', 'up', 'draining') returning ${dynoColumns()}`;

const UNHEALTHY = `
update dynos set is_healthy = false, healthy_since = null
where id = any($1::uuid[]) and is_healthy and state in ('up', 'draining') returning ${dynoColumns()}`;
