import { randomBytes, randomUUID } from 'node:crypto';
import { releaseForConfig } from '@jujube/core/release/next-release.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { ReleaseConfig } from '@jujube/database/releases/release-config.js';
import { ReleaseLedger } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { seedApp, type SeededApp } from '../support/seed-rows.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

describe('releases', () => {
  const box = new SecretBox(randomBytes(32));
  const ledger = new ReleaseLedger(new ReleaseConfig(box));
  let database: TestDatabase;
  let app: SeededApp;

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    app = await seedApp(database.dataSource);
    await writeFirst();
  });

  it('of twenty writers at once are numbered without a gap, and none loses the change of another', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `WRITER_${index}`);
    await Promise.all(names.map((name) => setConfig(name)));
    const rows = await database.dataSource.query('select version from releases where app_id = $1 order by version', [
      app.appId,
    ]);
    expect(rows.map((row: { version: number }) => row.version)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    const latest = await ledger.latest(database.dataSource.manager, app.appId);
    expect(Object.keys(latest.configVars).sort()).toEqual([...names].sort());
  });

  it('hold config vars that cannot be read from the row, nor opened in another one', async () => {
    await setConfig('DATABASE_PASSWORD', 'correct horse');
    const [row] = await database.dataSource.query(
      'select id, config_encrypted as sealed from releases where app_id = $1 and version = 2',
      [app.appId],
    );
    expect(row.sealed.includes('horse')).toBe(false);
    expect(JSON.parse(box.open(row.sealed, SEALED.releaseConfig(row.id)).toString())).toEqual({
      DATABASE_PASSWORD: 'correct horse',
    });

    const thief = await seedApp(database.dataSource);
    await database.dataSource.query(
      `insert into releases (app_id, version, description, config_encrypted, created_by)
       values ($1, 1, 'with the config of another app', $2, $3)`,
      [thief.appId, row.sealed, thief.userId],
    );
    await expect(ledger.latest(database.dataSource.manager, thief.appId)).rejects.toThrow(/belongs to another row/);
  });

  async function writeFirst(): Promise<void> {
    const id = randomUUID();
    await database.dataSource.query(
      `insert into releases (id, app_id, version, description, config_encrypted, created_by)
       values ($1, $2, 1, 'Initial release', $3, $4)`,
      [id, app.appId, box.seal('{}', SEALED.releaseConfig(id)), app.userId],
    );
  }

  async function setConfig(name: string, value = 'set'): Promise<void> {
    await inTransaction(database.dataSource, async (manager) => {
      const locked = await lockApp(manager, app.appId);
      const [latest, base] = [await ledger.latest(manager, app.appId), await ledger.base(manager, app.appId)];
      const next = releaseForConfig({ latest, base }, { [name]: value });
      await ledger.add(manager, locked, { next: next!, origin: { createdBy: app.userId } });
    });
  }
});
