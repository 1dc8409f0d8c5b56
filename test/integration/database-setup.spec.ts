import { randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import pg from 'pg';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';
import { runSetup } from '../../apps/api/src/setup/run-setup.js';

describe('the set-up command', () => {
  let database: Omit<TestDatabase, 'dataSource' | 'setReachable'>;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    database = await createEmptyDatabase();
    env = {
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      JUJUBE_MASTER_KEY: randomBytes(32).toString('base64'),
      JUJUBE_ADMIN_PASSWORD: 'correct horse battery',
    };
  });

  afterEach(() => database.drop());

  it('SEC-29: makes tables, queue and administrator on an empty database, and nothing when run again', async () => {
    expect(await setup(env)).toEqual([
      expect.stringContaining('was migrated'),
      'the queue lies in PostgreSQL, schema bullmq',
      'the administrator admin@localhost was made',
    ]);
    expect(await setup({ ...env, JUJUBE_ADMIN_PASSWORD: 'another password' })).toEqual([
      'the database is up to date',
      'the queue lies in PostgreSQL, schema bullmq',
      'there are users already; no administrator was made',
    ]);
    const users = await asApp('select email, password_hash, is_admin from users');
    expect(users).toMatchObject([{ email: 'admin@localhost', is_admin: true }]);
    expect(await verify(users[0].password_hash, 'correct horse battery')).toBe(true);
  });

  it('may be run by several at once', async () => {
    const runs = await Promise.all([setup(env), setup(env), setup(env)]);
    expect(runs.filter((steps) => steps.some((step) => step.includes('was migrated')))).toHaveLength(1);
    expect(runs.filter((steps) => steps.some((step) => step.includes('admin@localhost was made')))).toHaveLength(1);
  });

  it('says what to set when nobody could log in', async () => {
    await expect(setup({ ...env, JUJUBE_ADMIN_PASSWORD: '' })).rejects.toThrow(/JUJUBE_ADMIN_PASSWORD is missing/);
    await expect(setup({ ...env, JUJUBE_ADMIN_PASSWORD: 'short' })).rejects.toThrow(/too short/);
    expect(await asApp('select from users')).toEqual([]);
  });

  it('says which role is missing', async () => {
    const stranger = new URL(database.url);
    stranger.username = 'nobody_here';
    await expect(setup({ ...env, DATABASE_URL: stranger.href })).rejects.toThrow(/no role 'nobody_here'.*CREATE ROLE/);
  });

  it('says which database did not let it in, without its password', async () => {
    const wrong = new URL(database.ownerUrl);
    wrong.password = 'not-the-password';
    const refused = setup({ ...env, DATABASE_OWNER_URL: wrong.href });
    await expect(refused).rejects.toThrow(/127\.0\.0\.1:\d+\/jujube_empty_\w+ does not let in.*DATABASE_OWNER_URL/);
    await expect(refused).rejects.not.toThrow(/not-the-password/);
  });

  it('leaves the queue out of PostgreSQL when it lies in Redis', async () => {
    expect(await setup({ ...env, REDIS_URL: 'redis://127.0.0.1:1' })).toContain('the queue lies in Redis');
    expect(await asApp("select from pg_namespace where nspname = 'bullmq'")).toEqual([]);
  });

  async function asApp(query: string) {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(query);
    await client.end();
    return rows;
  }
});

async function setup(env: NodeJS.ProcessEnv): Promise<string[]> {
  const steps = [];
  for await (const step of runSetup(env)) steps.push(step);
  return steps;
}
