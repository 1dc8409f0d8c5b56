import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { addHost } from '../support/play-scheduler.js';
import { seedBuild } from '../support/seed-rows.js';
import { addToken, type Ids } from './people.js';
import { addRunningApp } from './running-app.js';
import type { Things } from './things.js';

/** To whom what is fresh belongs, and where. */
export interface Belongs {
  readonly dataSource: DataSource;
  readonly ids: Ids;
  readonly app: string;
  readonly userId: string;
  readonly environment: string;
  readonly processType: string;
}

type Make = (to: Belongs, name: string) => Promise<Partial<Things>>;

const MAKES = {
  app: async (to, name) => ({ app: await addApp(to, name) }),
  app_name: async (to, name) => {
    await addApp(to, name);
    return { app_name: name };
  },
  build: async ({ dataSource, app: appId, userId }, name) => {
    return { build: await seedBuild(dataSource.manager, { appId, userId, name }) };
  },
  deployment: async (to, name) => {
    const appId = await addApp(to, name);
    await to.dataSource.query(
      `update deployments set state = 'pending', finished_at = null, deadline_at = now() + interval '1 h' where app_id = $1`,
      [appId],
    );
    return { deployment: await one(to, 'select id from deployments where app_id = $1', [appId]) };
  },
  domain: async (to, name) => {
    const sql = `insert into domains (app_id, hostname, kind) values ($1, $2, 'custom') returning id`;
    return { domain: await one(to, sql, [to.app, `${name}.example.com`]) };
  },
  collaborator: async (to, name) => {
    const user = await one(to, 'insert into users (email) values ($1) returning id', [`${name}@matrix.test`]);
    const sql = `insert into collaborators (app_id, user_id, permissions) values ($1, $2, '{view}') returning id`;
    return { collaborator: await one(to, sql, [to.app, user]) };
  },
  token: async ({ dataSource, userId }, name) => ({ token: await addToken(dataSource, { text: name, userId }) }),
  account_token: async ({ dataSource, ids }, name) => {
    return { account_token: await addToken(dataSource, { text: name, userId: ids.service }) };
  },
  host: async ({ dataSource }, name) => ({ host: await addHost(dataSource, { name }) }),
  environment: async (to, name) => {
    return { environment: await one(to, 'insert into environments (name) values ($1) returning id', [name]) };
  },
  role: async (to, name) => {
    await to.dataSource.query(`insert into roles (name, permissions) values ($1, '{app.view}')`, [name]);
    return { role: name };
  },
  grant: async (to, name) => {
    const user = await one(to, 'insert into users (email) values ($1) returning id', [`${name}@matrix.test`]);
    return {
      grant: await one(to, `insert into role_grants (user_id, role) values ($1, 'viewer') returning id`, [user]),
    };
  },
  pipeline: async (to, name) => ({ pipeline: await addPipeline(to, name) }),
  coupling: async (to, name) => {
    const pipeline = await addPipeline(to, name);
    const sql = `insert into pipeline_couplings (pipeline_id, app_id, stage) values ($1, $2, 'staging') returning id`;
    return { coupling: await one(to, sql, [pipeline, await addApp(to, `${name}-app`)]) };
  },
  endpoint: async (to, name) => {
    const sql = `insert into sni_endpoints (app_id, name, certificate_chain, key_encrypted, names, issuer, subject, starts_at,
      expires_at, is_ca_signed, is_self_signed) values ($1, $2, '', '', '{}', '', '', now(), now(), false, true) returning id`;
    return { endpoint: await one(to, sql, [to.app, name]) };
  },
  team: async (to, name) => {
    const team = await one(to, 'insert into teams (name) values ($1) returning id', [name]);
    await one(to, `insert into team_members (team_id, user_id, role) values ($1, $2, 'admin') returning id`, [
      team,
      to.userId,
    ]);
    return { team };
  },
  task: async (to, name) => {
    const task = await one(
      to,
      `insert into tasks (kind, cpu_millis, memory_mib, state) values ('run', 10, 32, 'finished') returning id`,
      [],
    );
    const sql = `insert into task_runs (id, owner_id, wish, secrets_encrypted, request_hash, phase, callback_state)
      values ($1, $2, jsonb_build_object('name', $3::text), '', '', 'finished', 'none') returning id`;
    return { task: await one(to, sql, [task, to.userId, name]) };
  },
  transfer: async (to, name) => {
    const sql = `insert into app_transfers (app_id, owner_id, recipient_id, state) values ($1, $2, $3, 'pending') returning id`;
    return { transfer: await one(to, sql, [await addApp(to, name), to.userId, to.ids.guest]) };
  },
} satisfies Partial<Record<keyof Things, Make>>;

export type Spent = keyof typeof MAKES;

/** A thing to use up. */
export async function fresh<What extends Spent>(what: What, to: Belongs): Promise<Record<What, string>> {
  const made: Partial<Things> = await MAKES[what](to, `x${randomBytes(6).toString('hex')}`);
  return made as Record<What, string>;
}

function addApp({ dataSource, ...app }: Belongs, name: string): Promise<string> {
  return addRunningApp(dataSource, { ...app, name });
}

function addPipeline(to: Belongs, name: string): Promise<string> {
  return one(to, 'insert into pipelines (name, owner_id) values ($1, $2) returning id', [name, to.userId]);
}

async function one({ dataSource }: Belongs, sql: string, values: unknown[]): Promise<string> {
  const [row] = await dataSource.query(sql, values);
  return row.id;
}
