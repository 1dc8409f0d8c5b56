import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';

const PERIOD_S = 30;
const SECRET_BYTES = 20;
/** clocks of telephones may be off by so many periods */
const WINDOW = 1;
const RECOVERY_CODES = 10;

export interface StoredFactor {
  readonly secret: string;
  readonly isConfirmed: boolean;
}

/** Secrets and codes of second factors. Each code opens once. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
  ) {}

  /** A new secret in base32, in place of one that was never confirmed. */
  async begin(userId: string): Promise<string> {
    const secret = new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32;
    await this.dataSource.query(
      `insert into second_factors (user_id, secret_encrypted) values ($1, $2)
       on conflict (user_id) do update set secret_encrypted = excluded.secret_encrypted, last_step = 0
       where second_factors.confirmed_at is null`,
      [userId, this.box.seal(secret, SEALED.secondFactor(userId))],
    );
    return secret;
  }

  async of(userId: string): Promise<StoredFactor | null> {
    const rows: { secretEncrypted: Buffer; isConfirmed: boolean }[] = await this.dataSource.query(
      `select secret_encrypted as "secretEncrypted", confirmed_at is not null as "isConfirmed"
       from second_factors where user_id = $1`,
      [userId],
    );
    const row = rows[0];
    if (!row) return null;
    const secret = this.box.open(row.secretEncrypted, SEALED.secondFactor(userId)).toString('utf8');
    return { secret, isConfirmed: row.isConfirmed };
  }

  /** Whether the code is one of this time that was not used, or a recovery code; either is used up by this. */
  async takes(userId: string, code: string): Promise<boolean> {
    const factor = await this.of(userId);
    if (!factor) return false;
    const step = stepOf(factor.secret, code);
    if (step === null) return factor.isConfirmed && this.takesRecoveryCode(userId, code);
    const [, count]: [unknown, number] = await this.dataSource.query(
      'update second_factors set last_step = $2 where user_id = $1 and last_step < $2',
      [userId, step],
    );
    return count > 0;
  }

  /** Codes for when the device is lost, in place of earlier ones. They are told this once. */
  async newRecoveryCodes(manager: EntityManager, userId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => randomBytes(10).toString('hex'));
    await manager.query('delete from recovery_codes where user_id = $1', [userId]);
    await manager.query('insert into recovery_codes (user_id, code_hash) select $1, unnest($2::bytea[])', [
      userId,
      codes.map(hashOf),
    ]);
    return codes;
  }

  private async takesRecoveryCode(userId: string, code: string): Promise<boolean> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      'delete from recovery_codes where user_id = $1 and code_hash = $2',
      [userId, hashOf(code.trim().toLowerCase())],
    );
    return count > 0;
  }
}

/** What apps on telephones read, often as a picture. */
export function otpauthUrl(secret: string, email: string): string {
  return new TOTP({ issuer: 'Jujube', label: email, secret, period: PERIOD_S }).toString();
}

/** The period in which the code is right; null: in none about now. */
function stepOf(secret: string, code: string): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD_S }).validate({
    token: code,
    window: WINDOW,
  });
  return delta === null ? null : Math.floor(Date.now() / 1000 / PERIOD_S) + delta;
}

function hashOf(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
