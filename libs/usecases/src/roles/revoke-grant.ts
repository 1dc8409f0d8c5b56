import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';

/** Takes a role back. */
export class RevokeGrant extends Command<void> {
  constructor(readonly input: { readonly grantId: string }) {
    super();
  }
}

@CommandHandler(RevokeGrant)
export class RevokeGrantHandler implements ICommandHandler<RevokeGrant> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: RevokeGrant): Promise<void> {
    await this.dataSource.query('delete from role_grants where id = $1', [input.grantId]);
  }
}
