import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Nudges } from '../nudges.js';

/** Builds that no worker holds: what has to be done for them all the same. */
@Injectable()
export class OpenBuildsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  /** Ends the builds that were cancelled before a worker took them, or after theirs died. */
  async endCancelled(): Promise<void> {
    const [rows]: [{ id: string }[], number] = await this.dataSource.query(
      `update builds set state = 'cancelled', phase = 'cancelled', finished_at = now(), updated_at = now()
       where state = 'pending' and is_cancel_requested and (lease_until is null or lease_until < now()) returning id`,
    );
    for (const { id } of rows) await this.nudges.send('builds', undefined, id);
    if (rows.length > 0) await this.nudges.send('wanted');
  }

  /** Whether an earlier build of the same app is still going on. */
  async hasEarlier(buildId: string): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(
      `select 1 from builds b join builds earlier on earlier.app_id = b.app_id
       where b.id = $1 and earlier.state = 'pending' and (earlier.created_at, earlier.id) < (b.created_at, b.id) limit 1`,
      [buildId],
    );
    return rows.length > 0;
  }

  /** Fence of each of these builds that is still going on. */
  async fences(buildIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; fence: string }[] = await this.dataSource.query(
      `select id, fence from builds where id = any($1::uuid[]) and state = 'pending'`,
      [buildIds],
    );
    return new Map(rows.map(({ id, fence }) => [id, fence]));
  }
}
