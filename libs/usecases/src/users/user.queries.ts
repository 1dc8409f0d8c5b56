import { Injectable } from '@nestjs/common';
import { Reader } from '@jujube/database/reader.js';
import { HAS_SECOND_FACTOR } from '@jujube/database/second-factors/has-second-factor.js';

export interface UserRow {
  id: string;
  email: string;
  isAdmin: boolean;
  /** of a machine: has tokens and never a password */
  isService: boolean;
  /** invited, and has chosen no password yet */
  isInvited: boolean;
  /** codes are asked for at the login */
  hasSecondFactor: boolean;
  disabledAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Reads users. */
@Injectable()
export class UserQueries {
  constructor(private readonly reader: Reader) {}

  list(): Promise<UserRow[]> {
    return this.reader.rows<UserRow>(`select ${USER} from users order by email`, []);
  }

  byId(id: string): Promise<UserRow | null> {
    return this.reader.first<UserRow>(`select ${USER} from users where id = $1`, [id]);
  }

  /** @param key an id or an e-mail address */
  find(key: string): Promise<UserRow | null> {
    return this.reader.first<UserRow>(`select ${USER} from users where id::text = $1 or email = lower($1)`, [key]);
  }
}

const USER = `id, email, is_admin as "isAdmin", is_service as "isService", password_hash is null and not is_service as "isInvited", disabled_at as "disabledAt",
  ${HAS_SECOND_FACTOR} as "hasSecondFactor",
  created_at as "createdAt", updated_at as "updatedAt"`;
