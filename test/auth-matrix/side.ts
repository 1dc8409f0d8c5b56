import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { callerOf } from '../support/api-caller.js';
import { addDyno, addHost } from '../support/play-scheduler.js';
import { seedBuild, type SeededApp } from '../support/seed-rows.js';
import { fresh } from './fresh.js';
import type { Ids, Person } from './people.js';
import { addRunningApp } from './running-app.js';
import type { Things } from './things.js';

/** Whose things these are, and where. */
export interface Place {
  readonly owner: Person;
  readonly processType: string;
  readonly environment: string;
}

export interface Team {
  /** of the API */
  readonly url: string;
  readonly dataSource: DataSource;
  readonly ids: Ids;
}

/** One of everything that is somebody's: an app that runs with all that belongs to it, tokens, tasks, a pipeline. */
export async function addSide(team: Team, place: Place): Promise<Things> {
  const { dataSource, ids } = team;
  const userId = ids[place.owner];
  const environment = await id(dataSource, 'insert into environments (name) values ($1) returning id', [
    place.environment,
  ]);
  const { processType } = place;
  const name = `shop-of-${place.owner}`;
  const app = await addRunningApp(dataSource, { name, userId, environment, processType });
  const own = { dataSource, ids, app, userId, environment, processType };
  const host = await addHost(dataSource, { name: `host-${place.environment}` });
  const made = async (what: Parameters<typeof fresh>[0]) => (await fresh(what, own))[what];
  const pipeline = await made('pipeline');
  const transferred = await fresh('transfer', own);
  return {
    ...{ app, app_name: name, process_type: processType, environment, host, pipeline, user: userId },
    build: await addBuild(dataSource, { appId: app, userId, name }),
    release: await id(dataSource, 'select id from releases where app_id = $1', [app]),
    deployment: await id(dataSource, 'select id from deployments where app_id = $1', [app]),
    dyno: await addDyno(dataSource, { app: name, hostId: host, processType }),
    type: await id(dataSource, 'select id from formations where app_id = $1', [app]),
    ...{ domain: await made('domain'), collaborator: await made('collaborator'), token: await made('token') },
    task: await addTask(team, place.owner),
    ...{ role: await made('role'), grant: await made('grant'), guest: ids.guest },
    ...{ account: ids.service, account_token: await made('account_token'), transfer: transferred.transfer },
    coupling: await id(
      dataSource,
      `insert into pipeline_couplings (pipeline_id, app_id, stage) values ($1, $2, 'staging') returning id`,
      [pipeline, app],
    ),
    promotion: await id(
      dataSource,
      `insert into pipeline_promotions (pipeline_id, source_app_id, source_release_id, created_by)
       select $1, app_id, id, $2 from releases where app_id = $3 returning id`,
      [pipeline, userId, app],
    ),
    source: await id(
      dataSource,
      `insert into sources (created_by, upload_hash) values ($1, sha256('nobody knows')) returning id`,
      [userId],
    ),
    ...{ endpoint: await made('endpoint'), team: await made('team'), login: randomUUID() },
    secret: randomBytes(16).toString('hex'),
  };
}

/** One that is over: what waits would be looked after meanwhile. */
async function addBuild(dataSource: DataSource, app: SeededApp): Promise<string> {
  const build = await seedBuild(dataSource.manager, app);
  await dataSource.query(`update builds set state = 'failed', finished_at = now() where id = $1`, [build]);
  return build;
}

async function addTask({ url }: Team, owner: Person): Promise<string> {
  const wish = { image: 'registry.example/chore:1', command: 'true', mem: 64, cpu: 0.1 };
  const { body } = await callerOf(url, `jj_${owner}`).post('/api/v1/task', wish);
  if (typeof body !== 'string') throw new Error(`no task was made: ${JSON.stringify(body)}`);
  return body;
}

async function id(dataSource: DataSource, sql: string, values: unknown[]): Promise<string> {
  const [row] = await dataSource.query(sql, values);
  return row.id;
}
