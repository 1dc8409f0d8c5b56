import { Injectable } from '@nestjs/common';
import type { DynoState } from '@jujube/core/cluster/dyno.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';

const ORDER: readonly DynoState[] = ['placed', 'starting', 'up', 'draining', 'stopping', 'stopped', 'crashed', 'lost'];
const FIRST_TERMINAL = ORDER.indexOf('stopped');

/** The dynos that have not ended, as last seen or written by this process: what checks and log followers go by. */
@Injectable()
export class LiveDynos {
  private rows = new Map<string, DynoEntity>();
  private readonly listeners = new Set<() => void>();

  all(): DynoEntity[] {
    return [...this.rows.values()];
  }

  get(id: string): DynoEntity | undefined {
    return this.rows.get(id);
  }

  /** Takes over a whole observation. A row that went further since the observation was made is kept. */
  replaceAll(seen: readonly DynoEntity[]): void {
    this.rows = new Map(seen.map((row) => [row.id, this.further(row)]));
    this.tell();
  }

  /** Takes over rows that were just written. */
  put(written: readonly DynoEntity[]): void {
    for (const row of written) {
      if (ORDER.indexOf(row.state) >= FIRST_TERMINAL) this.rows.delete(row.id);
      else this.rows.set(row.id, this.further(row));
    }
    if (written.length > 0) this.tell();
  }

  /** Returns the function that ends it. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private further(row: DynoEntity): DynoEntity {
    const known = this.rows.get(row.id);
    return known && ORDER.indexOf(known.state) > ORDER.indexOf(row.state) ? known : row;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
