import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';

export interface SeededApp {
  appId: string;
  name: string;
  userId: string;
}

/** An app with its owner, without any release. */
export async function seedApp(dataSource: DataSource): Promise<SeededApp> {
  const name = `app-${randomBytes(4).toString('hex')}`;
  const [user] = await dataSource.query(
    "insert into users (email, password_hash) values ($1, 'no password') returning id",
    [`${name}@localhost`],
  );
  const [app] = await dataSource.query('insert into apps (name, owner_id) values ($1, $2) returning id', [
    name,
    user.id,
  ]);
  return { appId: app.id, name, userId: user.id };
}

/** A pending build; its job is the caller's business. */
export async function seedBuild(manager: EntityManager, app: SeededApp): Promise<string> {
  const id = randomUUID();
  const source = { kind: 'git', url: 'https://git.example/repo.git', ref: 'main' };
  await manager.query("insert into builds (id, app_id, created_by, source, state) values ($1, $2, $3, $4, 'pending')", [
    id,
    app.appId,
    app.userId,
    source,
  ]);
  return id;
}
