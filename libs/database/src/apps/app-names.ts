import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Names of apps by their ids. */
@Injectable()
export class AppNames {
  constructor(private readonly dataSource: DataSource) {}

  /** null for an app that is gone */
  async of(appId: string): Promise<string | null> {
    const rows: { name: string }[] = await this.dataSource.query('select name from apps where id = $1', [appId]);
    return rows[0]?.name ?? null;
  }
}
