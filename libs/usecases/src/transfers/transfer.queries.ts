import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { Reader } from '@jujube/database/reader.js';

export interface TransferRow {
  id: string;
  appId: string;
  appName: string;
  ownerId: string;
  ownerEmail: string;
  recipientId: string;
  recipientEmail: string;
  state: 'pending' | 'accepted' | 'declined';
  createdAt: Date;
  updatedAt: Date;
}

/** Reads transfers of apps: those that one asked for or is to answer; administrators read all. */
@Injectable()
export class TransferQueries {
  constructor(private readonly reader: Reader) {}

  list({ isAdmin, userId }: Caller): Promise<TransferRow[]> {
    return this.reader.rows<TransferRow>(`${TRANSFERS} order by t.created_at, t.id`, [isAdmin, userId]);
  }

  /** @param key its id, or the id or name of an app with a pending one */
  find({ isAdmin, userId }: Caller, key: string): Promise<TransferRow | null> {
    return this.reader.first<TransferRow>(
      `${TRANSFERS} and (t.id::text = $3 or (t.state = 'pending' and (a.id::text = $3 or a.name = $3)))`,
      [isAdmin, userId, key],
    );
  }
}

const TRANSFERS = `
select t.id, a.id as "appId", a.name as "appName", o.id as "ownerId", o.email as "ownerEmail",
  r.id as "recipientId", r.email as "recipientEmail", t.state, t.created_at as "createdAt", t.updated_at as "updatedAt"
from app_transfers t join apps a on a.id = t.app_id join users o on o.id = t.owner_id join users r on r.id = t.recipient_id
where ($1 or t.owner_id = $2 or t.recipient_id = $2)`;
