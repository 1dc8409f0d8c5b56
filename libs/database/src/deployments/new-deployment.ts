import type { EntityManager } from 'typeorm';
import type { LockedApp } from '../apps/lock-app.js';

/** At most one deployment of an app is under way: the newest wins. */
export async function supersedePending(manager: EntityManager, appId: string, version: number): Promise<void> {
  await manager.query(
    `update deployments set state = 'superseded', reason = $2, finished_at = now() where app_id = $1 and state = 'pending'`,
    [appId, `superseded by v${version}`],
  );
}

/** Pending while the release has dynos to bring up; where nothing runs it has succeeded at once. Answers its id. */
export async function insertDeployment(
  manager: EntityManager,
  app: LockedApp,
  release: { releaseId: string; processTypes: readonly string[]; isRevert: boolean },
): Promise<string> {
  const rows: { id: string }[] = await manager.query(
    `insert into deployments (app_id, release_id, state, deadline_at, finished_at, is_revert, is_hidden)
     select $1, $2, case when busy then 'pending' else 'succeeded' end, now() + make_interval(secs => $4),
       case when busy then null else now() end, $5, not $5 and 'web' = any($3) and ${IS_BLUE_GREEN}
     from (select exists (select from formations
       where app_id = $1 and process_type = any($3) and quantity > 0) as busy) work
     returning id`,
    [app.id, release.releaseId, release.processTypes, app.deadlineSeconds, release.isRevert],
  );
  return rows[0]!.id;
}

/** Whether app $1 switches its web dynos from one release to the next, and has one that serves. */
export const IS_BLUE_GREEN = `exists (
  select from formations f join lateral (
    select r.process_types from deployments d join releases r on r.id = d.release_id
    where d.app_id = f.app_id and d.state = 'succeeded' and r.image is not null order by r.version desc limit 1) former
    on former.process_types ? f.process_type
  where f.app_id = $1 and f.process_type = 'web' and f.update_settings ->> 'strategy' = 'bluegreen')`;

/** The deployment that is under way, with the version of its release. */
export async function pendingDeployment(
  manager: EntityManager,
  appId: string,
): Promise<{ id: string; version: number } | null> {
  const rows: { id: string; version: number }[] = await manager.query(
    `select d.id, r.version from deployments d join releases r on r.id = d.release_id where d.app_id = $1 and d.state = 'pending'`,
    [appId],
  );
  return rows[0] ?? null;
}
