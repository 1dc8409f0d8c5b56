import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { Leadership } from '@jujube/database/leaders/leadership.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** The only way in which the scheduler writes: one transaction that fails when another process leads by now. */
@Injectable()
export class FencedWrites {
  constructor(
    private readonly dataSource: DataSource,
    private readonly leadership: Leadership,
  ) {}

  /** @throws LostLeadership, with nothing written */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return inTransaction(this.dataSource, async (manager) => {
      await this.leadership.fenced(manager);
      return work(manager);
    });
  }
}
