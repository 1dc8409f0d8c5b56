import type { EntityManager } from 'typeorm';

export interface DynoAcknowledgement {
  dynoId: string;
  state: 'routed' | 'drained';
}

/** Says that the router lives. One that is silent for 10 s does not count when deploys wait for acknowledgements. */
export async function beat(manager: EntityManager, routerId: string, error: string | null): Promise<void> {
  await manager.query(
    `insert into routers (id, heartbeat_at, error) values ($1, now(), $2)
     on conflict (id) do update set heartbeat_at = now(), error = excluded.error`,
    [routerId, error],
  );
}

/** Replaces what the router is known to do with what it does now. */
export async function acknowledge(
  manager: EntityManager,
  routerId: string,
  acknowledgements: readonly DynoAcknowledgement[],
): Promise<void> {
  await manager.query(ACKNOWLEDGE, [routerId, JSON.stringify(acknowledgements)]);
}

/** The router is about to end: nobody need wait for it. */
export async function signOff(manager: EntityManager, routerId: string): Promise<void> {
  await manager.query('delete from routers where id = $1', [routerId]);
}

const ACKNOWLEDGE = `
with seen as (select * from jsonb_to_recordset($2::jsonb) as s("dynoId" uuid, state text)),
gone as (delete from router_dynos where router_id = $1 and dyno_id not in (select "dynoId" from seen))
insert into router_dynos (router_id, dyno_id, state) select $1, "dynoId", state from seen
on conflict (router_id, dyno_id) do update set state = excluded.state, at = now()
  where router_dynos.state <> excluded.state`;
