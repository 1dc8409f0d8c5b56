import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

export interface NewCapability {
  kind: 'log' | 'build-output' | 'attach';
  /** what may be read, e.g. `{ appId, lines, tail }`; never a secret */
  subject: Record<string, unknown>;
  ttlSeconds: number;
}

/** Random URLs that read one stream for a short time. Only a hash of the secret is kept. */
@Injectable()
export class CapabilitiesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Answers the secret, which is told once. */
  async issue(capability: NewCapability, manager: EntityManager = this.dataSource.manager): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    await manager.query(
      `insert into capabilities (secret_hash, kind, subject, expires_at)
       values ($1, $2, $3, now() + make_interval(secs => $4))`,
      [hashOf(secret), capability.kind, capability.subject, capability.ttlSeconds],
    );
    return secret;
  }

  /** The subject; null when the secret is wrong, of another kind, or has expired. */
  async verify<T extends Record<string, unknown>>(secret: string, kind: NewCapability['kind']): Promise<T | null> {
    const [row] = await this.dataSource.query(
      'select subject from capabilities where secret_hash = $1 and kind = $2 and expires_at > now()',
      [hashOf(secret), kind],
    );
    return row?.subject ?? null;
  }
}

/** As verify(), and nobody can use it again. */
export async function redeemCapability<T extends object>(
  manager: EntityManager,
  secret: string,
  kind: NewCapability['kind'],
): Promise<T | null> {
  const [rows]: [{ subject: T }[], number] = await manager.query(
    'delete from capabilities where secret_hash = $1 and kind = $2 and expires_at > now() returning subject',
    [hashOf(secret), kind],
  );
  return rows[0]?.subject ?? null;
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
