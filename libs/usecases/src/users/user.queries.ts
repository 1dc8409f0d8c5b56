import { Injectable } from '@nestjs/common';
import { Reader } from '@jujube/database/reader.js';

export interface UserRow {
  id: string;
  email: string;
  createdAt: Date;
  updatedAt: Date;
}

/** Reads users. */
@Injectable()
export class UserQueries {
  constructor(private readonly reader: Reader) {}

  byId(id: string): Promise<UserRow | null> {
    return this.reader.first<UserRow>(
      'select id, email, created_at as "createdAt", updated_at as "updatedAt" from users where id = $1',
      [id],
    );
  }
}
