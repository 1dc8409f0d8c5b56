import type { DataSource } from 'typeorm';

export const LOG_DAYS = 7;
const TRAFFIC_DAYS = 2;
export const LOG_LINES_PER_APP = 100_000;
const GONE_IMAGE_DAYS = 30;
const DYNOS_PER_SLOT = 20;
const ENDED = "('stopped', 'crashed', 'lost')";

/** By table: a DELETE of at most $1 rows that nobody needs any more. */
export const PURGES: Readonly<Record<string, string>> = {
  log_lines: `delete from log_lines where id in
    (select id from log_lines where at < now() - interval '${LOG_DAYS} days' limit $1)`,
  tasks: `delete from tasks where id in (select r.id from task_runs r where r.callback_state <> 'waiting'
    and r.finished_at < now() - make_interval(secs => (r.wish ->> 'logRetentionSeconds')::integer) limit $1)`,
  traffic: `delete from traffic where ctid = any(array(
    select ctid from traffic where at < now() - interval '${TRAFFIC_DAYS} days' limit $1))`,
  // a slot's last incarnations tell the back-off and the user what happened to it
  dynos: `delete from dynos where id in (
    select id from (
      select id, app_id, state, state_since, row_number() over (
        partition by app_id, process_type, slot order by incarnation desc) as age
      from dynos) as d
    where state in ${ENDED} and (age > ${DYNOS_PER_SLOT} or (state_since < now() - interval '1 hour'
      and not exists (select from apps a where a.id = d.app_id)))
    limit $1)`,
  log_cursors: `delete from log_cursors where dyno_id in (select c.dyno_id from log_cursors c
    where c.updated_at < now() - interval '1 hour' and not exists (select from dynos d where d.id = c.dyno_id) limit $1)`,
  capabilities: `delete from capabilities where secret_hash in
    (select secret_hash from capabilities where expires_at < now() limit $1)`,
  tokens: `delete from tokens where id in
    (select id from tokens where expires_at < now() - interval '1 day' limit $1)`,
  login_attempts: `delete from login_attempts where key in
    (select key from login_attempts where since < now() - interval '1 day' limit $1)`,
  idempotency_keys: `delete from idempotency_keys where (user_id, key) in
    (select user_id, key from idempotency_keys where created_at < now() - interval '1 day' limit $1)`,
  outbox: `delete from outbox where id in
    (select id from outbox where sent_at < now() - interval '1 hour' limit $1)`,
  host_probes: `delete from host_probes where id in
    (select id from host_probes where created_at < now() - interval '1 hour' limit $1)`,
  // a host that was away for so long keeps its copies
  gone_images: `delete from gone_images where image in
    (select image from gone_images where since < now() - interval '${GONE_IMAGE_DAYS} days' limit $1)`,
  sources: `delete from sources where id in (select s.id from sources s
    where s.created_at < now() - interval '1 day' and not exists
      (select from builds b where b.state = 'pending' and b.source ->> 'sourceId' = s.id::text) limit $1)`,
};

/** The oldest lines of app $2 beyond its newest $3. */
export const surplusLogLines = `delete from log_lines where id in (
  select id from log_lines where app_id = $2 and id <= coalesce(
    (select id from log_lines where app_id = $2 order by id desc offset $3 limit 1), 0)
  order by id limit $1)`;

/** Apps with more lines than are kept, and how many to keep: none of an app that is gone. */
export async function crowdedLogs(dataSource: DataSource): Promise<{ appId: string; keep: number }[]> {
  return dataSource.query(
    `select l.app_id as "appId", case when a.id is null then 0 else $1::integer end as keep
     from (select app_id, count(*) as lines from log_lines group by app_id) l left join apps a on a.id = l.app_id
     where a.id is null or l.lines > $1`,
    [LOG_LINES_PER_APP],
  );
}
