import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';

/** Takes a token out of service. */
export class RevokeToken extends Command<void> {
  constructor(readonly input: { userId: string; tokenId: string }) {
    super();
  }
}

@CommandHandler(RevokeToken)
export class RevokeTokenHandler implements ICommandHandler<RevokeToken> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: RevokeToken): Promise<void> {
    const [rows]: [unknown[], number] = await this.dataSource.query(
      'delete from tokens where id = $1 and user_id = $2 returning id',
      [input.tokenId, input.userId],
    );
    if (rows.length === 0)
      throw new UserError('not_found', "Couldn't find that authorization.", { resource: 'authorization' });
  }
}
