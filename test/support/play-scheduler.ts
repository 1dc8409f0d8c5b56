import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';
import { eventually } from './eventually.js';

/** What the scheduler would write, written by the test: ends the app's pending deployment. */
export async function endDeployment(dataSource: DataSource, app: string, state: 'succeeded' | 'failed'): Promise<void> {
  const reason = state === 'failed' ? 'web.1 was not healthy before the deadline' : null;
  const excerpt = state === 'failed' ? 'app[web.1]: no such module' : null;
  await dataSource.query(
    `update deployments set state = $2, reason = $3, log_excerpt = $4, finished_at = now()
     where state = 'pending' and app_id = (select id from apps where name = $1)`,
    [app, state, reason, excerpt],
  );
}

/** A host that was registered and looked at. */
export async function addHost(
  dataSource: DataSource,
  host: { name: string; memoryMib?: number; pool?: string; labels?: Record<string, string> },
): Promise<string> {
  const [row] = await dataSource.query(
    `insert into hosts (name, url, pool, labels) values ($1, $2, $3, $4) returning id`,
    [host.name, `unix:///run/${host.name}.sock`, host.pool ?? 'default', host.labels ?? {}],
  );
  await dataSource.query(
    `insert into host_status (host_id, status, address, engine_version, cpu_millis, memory_mib, has_live_restore, last_seen_at)
     values ($1, 'ready', '10.0.0.1', '20.10.24', 2000, $2, true, now())`,
    [row.id, host.memoryMib ?? 4096],
  );
  return row.id;
}

/** A dyno of an app's newest release that runs there. */
export async function addDyno(
  dataSource: DataSource,
  dyno: { app: string; hostId: string; processType?: string; slot?: number; state?: string },
): Promise<string> {
  const id = randomUUID();
  const { processType = 'web', slot = 1, state = 'up' } = dyno;
  await dataSource.query(
    `insert into dynos (id, app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation,
       command, image, host_id, host_name, host_address, host_port, cpu_millis, memory_mib, state, is_healthy)
     select $1, a.id, a.name, $3, $4, (select count(*) + 1 from dynos), r.id, r.version, 'g', 'node web.js', coalesce(r.image, ''),
       h.id, h.name, '10.0.0.1', null, 50, 256, $6, $6 = 'up'
     from apps a join releases r on r.app_id = a.id join hosts h on h.id = $5
     where a.name = $2 order by r.version desc limit 1`,
    [id, dyno.app, processType, slot, dyno.hostId, state],
  );
  return id;
}

/** Answers the next question about a host, as soon as it is asked. */
export async function answerProbe(dataSource: DataSource, report: HostReport): Promise<void> {
  await eventually(async () => {
    const [rows] = await dataSource.query(
      'update host_probes set report = $1, answered_at = now() where report is null returning id',
      [report],
    );
    if (rows.length === 0) throw new Error('no probe was asked');
    await dataSource.query(`select pg_notify('jujube_probes', '')`);
  });
}
