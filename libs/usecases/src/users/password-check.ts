import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { forgetLoginAttempts, takeLoginAttempt } from '@jujube/database/logins/login-attempts.js';
import { SecondFactor } from './second-factor.js';
import { Reader } from '@jujube/database/reader.js';
import { HAS_SECOND_FACTOR } from '@jujube/database/second-factors/has-second-factor.js';

interface UserRow {
  id: string;
  email: string;
  isAdmin: boolean;
  /** null: invited, and has chosen none yet */
  passwordHash: string | null;
  hasSecondFactor: boolean;
}

export interface PasswordLogin {
  readonly name: string;
  readonly password: string;
  readonly ip: string;
  /** of the second factor, where the user has one */
  readonly code?: string;
}

/** Checks a login by password. An unknown user takes as long as a wrong password. */
@Injectable()
export class PasswordCheck {
  private readonly nobody = hash('no user has this password');

  constructor(
    private readonly reader: Reader,
    private readonly dataSource: DataSource,
    private readonly factor: SecondFactor,
  ) {}

  /**
   * @param name the user's e-mail address, or the part before the @; null when name or password is wrong
   * @throws UserError rate_limit after too many attempts, whoever is right; two_factor while the code is missing or wrong
   */
  async userOf({ name, ip, password, code }: PasswordLogin): Promise<Caller | null> {
    const retryAfter = await takeLoginAttempt(this.dataSource, { name, ip });
    if (retryAfter !== null) {
      const message = `Too many attempts to log in. Try again in ${retryAfter} s.`;
      throw new UserError('rate_limit', message, { retry_after: retryAfter });
    }
    const row = await this.reader.first<UserRow>(USER, [name]);
    const isRight = await verify(row?.passwordHash ?? (await this.nobody), password);
    if (!row || row.passwordHash === null || !isRight) return null;
    if (row.hasSecondFactor) await this.check(row.id, code);
    await forgetLoginAttempts(this.dataSource, { name, ip });
    return {
      userId: row.id,
      email: row.email,
      isAdmin: row.isAdmin,
      tokenId: null,
      registryAppId: null,
      limits: null,
      granted: [],
    };
  }

  private async check(userId: string, code: string | undefined): Promise<void> {
    if (code !== undefined && (await this.factor.takes(userId, code))) return;
    const message =
      code === undefined
        ? 'A second authentication factor is needed: the code of your device.'
        : 'That code is not right, or was used before.';
    throw new UserError('two_factor', message);
  }
}

// a short name counts only when one user has it
const USER = `
select id, email, is_admin as "isAdmin", password_hash as "passwordHash",
  ${HAS_SECOND_FACTOR} as "hasSecondFactor" from users
where disabled_at is null and not is_service and (email = lower($1) or (split_part(email, '@', 1) = $1
  and (select count(*) from users o where split_part(o.email, '@', 1) = $1 and not o.is_service and o.disabled_at is null) = 1))
order by email = lower($1) desc limit 1`;
