import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import type { TestDatabase } from '../../support/test-database.js';
import { TEST_MASTER_KEY } from '../../support/test-master-key.js';

export const APPS = 500;
export const RELEASES = 100;
const DYNOS = 2;

/** 500 apps with 100 releases and 2 dynos each. Answers an administrator's token. */
export async function seedInstallation({ dataSource }: TestDatabase): Promise<string> {
  const token = randomBytes(24).toString('hex');
  const user = randomUUID();
  await dataSource.query(
    `insert into users (id, email, password_hash, is_admin) values ($1, 'bench@localhost', '-', true)`,
    [user],
  );
  await dataSource.query('insert into tokens (user_id, secret_hash) values ($1, $2)', [
    user,
    createHash('sha256').update(token).digest(),
  ]);
  await dataSource.query(
    `with made as (insert into apps (name, owner_id) select 'app-' || n, $1 from generate_series(1, $2::int) n returning id)
     insert into releases (app_id, version, description, image, config_encrypted, created_by, process_types)
     select id, v, 'bench', 'image', '', $1, '{"web":""}' from made, generate_series(1, $3::int) v`,
    [user, APPS, RELEASES - 1],
  );
  await addNewest(dataSource, user);
  await dataSource.query(
    `insert into deployments (app_id, release_id, state, deadline_at, finished_at)
     select app_id, id, 'succeeded', now(), now() from releases`,
  );
  await dataSource.query(
    `insert into dynos (app_id, app_name, process_type, slot, incarnation, release_id, release_version, generation, image, host_id,
       host_name, host_address, cpu_millis, memory_mib, state)
     select a.id, a.name, 'web', s, 1, r.id, r.version, 'g', 'image', gen_random_uuid(), 'h1', '127.0.0.1', 100, 64, 'up'
     from apps a join releases r on r.app_id = a.id and r.version = $1, generate_series(1, $2::int) s`,
    [RELEASES, DYNOS],
  );
  await dataSource.query('analyze');
  return token;
}

// of these a change of config vars has to be able to read the config
async function addNewest(dataSource: TestDatabase['dataSource'], user: string): Promise<void> {
  const box = new SecretBox(Buffer.from(TEST_MASTER_KEY, 'base64'));
  const apps: { id: string }[] = await dataSource.query('select id from apps');
  const newest = apps.map(({ id: app }) => ({ app, id: randomUUID() }));
  await dataSource.query(
    `insert into releases (id, app_id, version, description, image, config_encrypted, created_by, process_types)
     select n.id, n.app, $4, 'bench', 'image', n.sealed, $5, '{"web":""}'
     from unnest($1::uuid[], $2::uuid[], $3::bytea[]) as n (id, app, sealed)`,
    [
      newest.map(({ id }) => id),
      newest.map(({ app }) => app),
      newest.map(({ id }) => box.seal('{}', SEALED.releaseConfig(id))),
      RELEASES,
      user,
    ],
  );
}
