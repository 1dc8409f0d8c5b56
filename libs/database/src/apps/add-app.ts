import type { EntityManager } from 'typeorm';
import { UserError } from '@jujube/core/errors/user-error.js';
import { initialRelease } from '@jujube/core/release/next-release.js';
import type { ReleaseLedger } from '../releases/release-ledger.js';
import { refuseUsedRepository } from './refuse-used-repository.js';

export interface NewApp {
  readonly name: string;
  readonly ownerId: string;
  readonly deadlineSeconds: number;
  readonly baseDomain: string;
  /** absent: none */
  readonly environmentId?: string | null;
  /** absent: it is its owner's alone */
  readonly teamId?: string;
}

/** Writes an app with its v1, in which nothing runs, and its name below the base domain. Answers its id. */
export async function addApp(manager: EntityManager, ledger: ReleaseLedger, app: NewApp): Promise<string> {
  const { name, ownerId, deadlineSeconds, baseDomain, environmentId = null, teamId = null } = app;
  await refuseUsedRepository(manager, name, null);
  const id = await insertApp(manager, [name, ownerId, deadlineSeconds, environmentId, teamId]);
  const hostname = `${name}.${baseDomain}`;
  await manager.query(`insert into domains (app_id, hostname, kind) values ($1, $2, 'heroku')`, [id, hostname]);
  await ledger.add(manager, { id, name, deadlineSeconds }, { next: initialRelease(), origin: { createdBy: ownerId } });
  return id;
}

async function insertApp(
  manager: EntityManager,
  row: [name: string, ownerId: string, deadlineSeconds: number, environmentId: string | null, teamId: string | null],
): Promise<string> {
  const rows: { id: string }[] = await manager.query(
    `insert into apps (name, owner_id, deadline_seconds, environment_id, team_id) values ($1, $2, $3, $4, $5)
     on conflict (name) do nothing returning id`,
    row,
  );
  if (!rows[0])
    throw new UserError('invalid_params', `Name ${row[0]} is already taken. Choose another name for the app.`);
  return rows[0].id;
}
