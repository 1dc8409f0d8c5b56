import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SEALED } from '../encryption/sealed-context.js';
import { SecretBox } from '../encryption/secret-box.js';

export interface KeyedRequest {
  readonly userId: string;
  readonly key: string;
  /** of all that was asked */
  readonly hash: string;
}

/** `new`: go on, and finish() or forget(); `other`: the key is of another request; `open`: that one is not answered yet. */
export type KeyState =
  | { readonly kind: 'new' | 'other' | 'open' }
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown };

/** One whose process died is not waited for any longer. */
const LONGEST_REQUEST = '2 minutes';

/** Which creations were asked for under which key, and what was answered. Answers may hold secrets, so they are sealed. */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
  ) {}

  async begin({ userId, key, hash }: KeyedRequest): Promise<KeyState> {
    const fresh: unknown[] = await this.dataSource.query(
      `insert into idempotency_keys as k (user_id, key, request_hash) values ($1, $2, $3)
       on conflict (user_id, key) do update set created_at = now()
         where k.status is null and k.request_hash = $3 and k.created_at < now() - interval '${LONGEST_REQUEST}'
       returning key`,
      [userId, key, hash],
    );
    if (fresh.length > 0) return { kind: 'new' };
    const [row]: { hash: string; status: number | null; answer: Buffer | null }[] = await this.dataSource.query(
      `select request_hash as hash, status, answer_encrypted as answer from idempotency_keys where user_id = $1 and key = $2`,
      [userId, key],
    );
    if (!row || (row.hash === hash && row.status === null)) return { kind: 'open' };
    if (row.hash !== hash) return { kind: 'other' };
    const body = this.box.open(row.answer!, SEALED.idempotentAnswer(userId, key)).toString('utf8');
    return { kind: 'answered', status: row.status!, body: JSON.parse(body) as unknown };
  }

  async finish({ userId, key }: KeyedRequest, status: number, body: unknown): Promise<void> {
    const sealed = this.box.seal(JSON.stringify(body ?? null), SEALED.idempotentAnswer(userId, key));
    await this.dataSource.query(
      'update idempotency_keys set status = $3, answer_encrypted = $4 where user_id = $1 and key = $2',
      [userId, key, status, sealed],
    );
  }

  /** Nothing came of it: the same may be tried again. */
  async forget({ userId, key }: KeyedRequest): Promise<void> {
    await this.dataSource.query('delete from idempotency_keys where user_id = $1 and key = $2 and status is null', [
      userId,
      key,
    ]);
  }
}
