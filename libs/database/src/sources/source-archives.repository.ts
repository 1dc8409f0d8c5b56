import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Uploaded source archives, one chunk in memory at a time. */
@Injectable()
export class SourceArchivesRepository {
  constructor(private readonly dataSource: DataSource) {}

  async *chunks(sourceId: string): AsyncGenerator<Buffer> {
    for (let after: number | null = null; ;) {
      const rows: { seq: number; bytes: Buffer }[] = await this.dataSource.query(
        `select seq, bytes from source_chunks where source_id = $1 and ($2::integer is null or seq > $2)
         order by seq limit 1`,
        [sourceId, after],
      );
      if (!rows[0]) return;
      yield rows[0].bytes;
      after = rows[0].seq;
    }
  }

  async remove(sourceId: string): Promise<void> {
    await this.dataSource.query('delete from sources where id = $1', [sourceId]);
  }
}
