import { createHash, randomBytes } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';

export interface CreatedSource {
  readonly id: string;
  /** opens the source to whoever has it, for reading and for one upload */
  readonly secret: string;
}

/** A place for one source archive. */
export class CreateSource extends Command<CreatedSource> {
  constructor(readonly input: { userId: string }) {
    super();
  }
}

@CommandHandler(CreateSource)
export class CreateSourceHandler implements ICommandHandler<CreateSource> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: CreateSource): Promise<CreatedSource> {
    const secret = randomBytes(32).toString('base64url');
    const rows: { id: string }[] = await this.dataSource.query(
      'insert into sources (created_by, upload_hash) values ($1, $2) returning id',
      [input.userId, hashSourceSecret(secret)],
    );
    return { id: rows[0]!.id, secret };
  }
}

export function hashSourceSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
