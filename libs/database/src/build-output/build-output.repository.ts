import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Lease } from '../leases/lease.js';
import { LostLease } from '../leases/lost-lease.js';
import { printable } from '../printable.js';
import { Nudges } from '../nudges.js';

export interface OutputChunk {
  /** grows within a build; where to read on */
  seq: string;
  text: string;
}

/** What a build prints, in chunks as they came. */
@Injectable()
export class BuildOutputRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  /** @throws LostLease, with nothing written: only the worker that holds the build adds to its output */
  async append(lease: Lease, chunks: readonly string[]): Promise<void> {
    if (chunks.length === 0) return;
    const rows: unknown[] = await this.dataSource.query(
      `insert into build_output (build_id, text)
       select b.id, chunk.text from builds b, unnest($3::text[]) with ordinality as chunk (text, place)
       where b.id = $1 and b.fence = $2 order by chunk.place returning seq`,
      [lease.rowId, lease.fence, chunks.map(printable)],
    );
    if (rows.length === 0)
      throw new LostLease(`build ${lease.rowId} is not this worker's any more; its output was dropped`);
    await this.nudges.send('builds', undefined, lease.rowId);
  }

  /** Chunks after `seq` ('0': from the start), in order. */
  async read(buildId: string, after: { seq: string; limit: number }): Promise<OutputChunk[]> {
    return this.dataSource.query(
      'select seq, text from build_output where build_id = $1 and seq > $2 order by seq limit $3',
      [buildId, after.seq, after.limit],
    );
  }

  /** The end of the output, at most so many chunks; for 'what failed'. */
  async last(buildId: string, limit: number): Promise<OutputChunk[]> {
    const newestFirst: OutputChunk[] = await this.dataSource.query(
      'select seq, text from build_output where build_id = $1 order by seq desc limit $2',
      [buildId, limit],
    );
    return newestFirst.reverse();
  }
}
