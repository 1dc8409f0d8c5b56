import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { PermissionName } from '@jujube/core/access/permission-name.js';
import type { StreamHolder } from '../stream-holders/stream-holder.js';

type Kind = 'log' | 'build-output' | 'attach';

/** For whom it is made. */
export type CapabilityHolder = Pick<StreamHolder, 'userId' | 'tokenId' | 'appId'>;

export interface NewCapability {
  kind: Kind;
  holder: CapabilityHolder;
  /** what may be read, e.g. `{ appId, lines, tail }`; never a secret */
  subject: Record<string, unknown>;
  ttlSeconds: number;
}

export interface Capability<T> {
  readonly subject: T;
  readonly holder: StreamHolder;
}

/** What somebody needs who uses it, for as long as they do. */
const NEEDED: Readonly<Record<Kind, PermissionName>> = {
  log: 'log.read',
  'build-output': 'build.read',
  attach: 'dyno.run',
};

/** Random URLs that read one stream for a short time. Only a hash of the secret is kept. */
@Injectable()
export class CapabilitiesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Answers the secret, which is told once. */
  async issue(capability: NewCapability, manager: EntityManager = this.dataSource.manager): Promise<string> {
    const { kind, subject, holder, ttlSeconds } = capability;
    const secret = randomBytes(32).toString('base64url');
    await manager.query(
      `insert into capabilities (secret_hash, kind, subject, expires_at, user_id, token_id, app_id)
       values ($1, $2, $3, now() + make_interval(secs => $4), $5, $6, $7)`,
      [hashOf(secret), kind, subject, ttlSeconds, holder.userId, holder.tokenId, holder.appId],
    );
    return secret;
  }

  /** Null when the secret is wrong, of another kind, or has expired. */
  async verify<T extends object>(secret: string, kind: Kind): Promise<Capability<T> | null> {
    const rows: CapabilityRow<T>[] = await this.dataSource.query(
      `select ${COLUMNS} from capabilities where ${IS_GOOD}`,
      [hashOf(secret), kind],
    );
    return capabilityOf(rows[0], kind);
  }
}

/** As verify(), and nobody can use it again. */
export async function redeemCapability<T extends object>(
  manager: EntityManager,
  secret: string,
  kind: Kind,
): Promise<Capability<T> | null> {
  const [rows]: [CapabilityRow<T>[], number] = await manager.query(
    `delete from capabilities where ${IS_GOOD} returning ${COLUMNS}`,
    [hashOf(secret), kind],
  );
  return capabilityOf(rows[0], kind);
}

type CapabilityRow<T> = CapabilityHolder & { subject: T };

const COLUMNS = 'subject, user_id as "userId", token_id as "tokenId", app_id as "appId"';
// those of versions that did not know for whom they were have no holder
const IS_GOOD = 'secret_hash = $1 and kind = $2 and expires_at > now() and user_id is not null';

function capabilityOf<T>(row: CapabilityRow<T> | undefined, kind: Kind): Capability<T> | null {
  if (!row) return null;
  const { subject, ...holder } = row;
  return { subject, holder: { ...holder, needed: NEEDED[kind] } };
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
