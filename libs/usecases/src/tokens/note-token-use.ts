import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { IS_USE_DUE } from './token-use-due.js';

/** Writes down that a token is in use, at most once a minute. */
export class NoteTokenUse extends Command<void> {
  constructor(readonly input: { tokenId: string }) {
    super();
  }
}

@CommandHandler(NoteTokenUse)
export class NoteTokenUseHandler implements ICommandHandler<NoteTokenUse> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: NoteTokenUse): Promise<void> {
    // asked once more: many requests may have found it due at the same moment
    await this.dataSource.query(`update tokens t set last_used_at = now() where t.id = $1 and ${IS_USE_DUE}`, [
      input.tokenId,
    ]);
  }
}
