import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SecretBox } from './encryption/secret-box.js';

const UNDEFINED_TABLE = '42P01';

/** Keeps a process from starting on a database that was not set up, or whose secrets it could not open. */
@Injectable()
export class DatabaseBootCheck implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
  ) {}

  async onModuleInit(): Promise<void> {
    const newest = await this.newestSealed();
    if (newest) this.box.assertOwnKey(newest, 'the newest release');
  }

  private async newestSealed(): Promise<Buffer | undefined> {
    try {
      const [row] = await this.dataSource.query(
        'select config_encrypted as sealed from releases order by created_at desc limit 1',
      );
      return row?.sealed;
    } catch (cause) {
      if ((cause as { code?: string }).code !== UNDEFINED_TABLE) throw cause;
      throw new Error('the database has no tables yet: run the set-up command (README) and start again', { cause });
    }
  }
}
