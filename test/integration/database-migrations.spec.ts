import pg from 'pg';
import { MIGRATIONS } from '@jujube/database/migrations/all.js';
import { startChildScript } from '../support/child-script.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { seedApp } from '../support/seed-rows.js';

describe('migrations', () => {
  it('started by five processes at once are run by one of them, and none fails', async () => {
    const database = await createEmptyDatabase();
    const args = [database.ownerUrl, new URL(database.url).username];
    const children = await Promise.all(Array.from({ length: 5 }, () => startChildScript('migrate.child.ts', args)));
    const codes = await Promise.all(children.map((child) => child.exited));
    expect(codes).toEqual([0, 0, 0, 0, 0]);
    const runs = children.map((child) => JSON.parse(child.output()) as string[]);
    const names = MIGRATIONS.map((Migration) => new Migration().name);
    expect(runs.sort((a, b) => b.length - a.length)).toEqual([names, [], [], [], []]);
    await database.drop();
  }, 60_000);
});

describe('the application role', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  it.each([
    ['create a table', 'create table mine (id integer)'],
    ['change a table', 'alter table apps add column mine text'],
    ['drop a table', 'drop table log_lines'],
    ['empty a table', 'truncate apps cascade'],
    ['make a role', 'create role mine'],
    ['make a table in the schema of the queue', 'create table bullmq.mine (id integer)'],
    ['change a release', "update releases set image = 'another'"],
    ['delete a release', 'delete from releases'],
    ['hide a migration', 'delete from migrations'],
  ])('may not %s', async (_what, statement) => {
    await expect(database.dataSource.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('takes the releases of an app away with the app', async () => {
    const { appId, userId } = await seedApp(database.dataSource);
    await database.dataSource.query(
      `insert into releases (app_id, version, description, config_encrypted, created_by) values ($1, 1, 'one', '', $2)`,
      [appId, userId],
    );
    await database.dataSource.query('delete from apps where id = $1', [appId]);
    expect(await database.dataSource.query('select from releases where app_id = $1', [appId])).toEqual([]);
  });

  it('is not the only one that cannot change a release', async () => {
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await expect(owner.query("update releases set image = 'another'")).rejects.toThrow(/releases are immutable/);
    await owner.end();
  });
});
