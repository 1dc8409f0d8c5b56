import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

/** Reads for one screen: straight from the pool, prepared once per connection, with no entities in between. */
@Injectable()
export class Reader {
  private readonly names = new Map<string, string>();

  constructor(private readonly dataSource: DataSource) {}

  /** @param text one of a bounded number of statements; everything that varies stands in `values` */
  async rows<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    const pool = (this.dataSource.driver as PostgresDriver).master as pg.Pool;
    const { rows } = await pool.query({ name: this.nameOf(text), text, values: [...values] });
    return rows as T[];
  }

  async first<T>(text: string, values: readonly unknown[] = []): Promise<T | null> {
    return (await this.rows<T>(text, values))[0] ?? null;
  }

  private nameOf(text: string): string {
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const name = `jj_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
    this.names.set(text, name);
    return name;
  }
}
