import { randomUUID } from 'node:crypto';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import type { DataSource } from 'typeorm';
import { TEST_MASTER_KEY } from '../support/test-master-key.js';

const box = new SecretBox(Buffer.from(TEST_MASTER_KEY, 'base64'));

export interface RunningApp {
  readonly name: string;
  readonly userId: string;
  readonly environment: string;
  readonly processType: string;
}

/** An app with a release that was deployed. Answers its id. */
export async function addRunningApp(dataSource: DataSource, app: RunningApp): Promise<string> {
  const { name, userId, environment, processType } = app;
  const [id, releaseId] = [randomUUID(), randomUUID()];
  await dataSource.query('insert into apps (id, name, owner_id, environment_id) values ($1, $2, $3, $4)', [
    ...[id, name, userId, environment],
  ]);
  await dataSource.query(
    `insert into releases (id, app_id, version, description, image, process_types, config_encrypted, created_by)
     values ($1, $2, 1, 'made', 'registry/shop@sha256:1', jsonb_build_object($3::text, 'true'), $4, $5)`,
    [releaseId, id, processType, box.seal('{}', SEALED.releaseConfig(releaseId)), userId],
  );
  await dataSource.query(
    `insert into deployments (app_id, release_id, state, deadline_at, finished_at) values ($1, $2, 'succeeded', now(), now())`,
    [id, releaseId],
  );
  await dataSource.query(
    'insert into formations (app_id, process_type, quantity, cpu_millis, memory_mib) values ($1, $2, 1, 50, 256)',
    [id, processType],
  );
  return id;
}
