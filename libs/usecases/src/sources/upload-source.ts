import { createHash } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { isUniqueViolation } from '@jujube/database/unique-violation.js';
import { inChunks } from './in-chunks.js';

const MIB = 1024 * 1024;

/** Stores an archive as it comes in, one chunk in memory at a time. The source can be built once all of it is there. */
export class UploadSource extends Command<void> {
  constructor(readonly input: { sourceId: string; bytes: AsyncIterable<Buffer>; mostMib: number }) {
    super();
  }
}

@CommandHandler(UploadSource)
export class UploadSourceHandler implements ICommandHandler<UploadSource> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { sourceId, bytes, mostMib } }: UploadSource): Promise<void> {
    const hash = createHash('sha256');
    let size = 0;
    let seq = 0;
    try {
      for await (const chunk of inChunks(bytes, MIB)) {
        size += chunk.length;
        if (size > mostMib * MIB)
          throw new UserError('payload_too_large', `The archive is larger than ${mostMib} MiB.`);
        hash.update(chunk);
        await this.dataSource.query('insert into source_chunks (source_id, seq, bytes) values ($1, $2, $3)', [
          sourceId,
          seq++,
          chunk,
        ]);
      }
      if (size === 0) throw new UserError('invalid_params', 'The archive is empty.');
      await this.dataSource.query('update sources set size_bytes = $2, sha256 = $3 where id = $1', [
        sourceId,
        size,
        hash.digest(),
      ]);
    } catch (error) {
      if (isUniqueViolation(error))
        throw new UserError('conflict', 'This source has its archive already. Make a new one: POST /sources');
      await this.dataSource.query('delete from source_chunks where source_id = $1', [sourceId]);
      throw error;
    }
  }
}
