import { Test } from '@nestjs/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { DatabaseModule } from '@jujube/database/database.module.js';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { seedApp } from '../support/seed-rows.js';
import { createEmptyDatabase, createTestDatabase } from '../support/test-database.js';

describe('a process does not start', () => {
  it('on a database that was not set up', async () => {
    const database = await createEmptyDatabase();
    await expect(boot(database.url, randomBytes(32))).rejects.toThrow(/no tables yet: run the set-up command/);
    await database.drop();
  });

  it('with another master key than the one that sealed what is there', async () => {
    const database = await createTestDatabase();
    const key = randomBytes(32);
    await boot(database.url, key);
    const { appId, userId } = await seedApp(database.dataSource);
    const id = randomUUID();
    await database.dataSource.query(
      `insert into releases (id, app_id, version, description, config_encrypted, created_by)
       values ($1, $2, 1, 'one', $3, $4)`,
      [id, appId, new SecretBox(key).seal('{}', SEALED.releaseConfig(id)), userId],
    );
    await boot(database.url, key);
    await expect(boot(database.url, randomBytes(32))).rejects.toThrow(/sealed with master key.*JUJUBE_MASTER_KEY_FILE/);
    await database.drop();
  });
});

async function boot(databaseUrl: string, masterKey: Buffer): Promise<void> {
  const imports = [DatabaseModule.forRoot({ databaseUrl, masterKey }, 'test')];
  const module = await Test.createTestingModule({ imports }).compile();
  try {
    await module.init();
  } finally {
    await module.close();
  }
}
