import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';

/** Takes a role from everybody and forgets it. */
export class DestroyRole extends Command<void> {
  constructor(readonly input: { readonly name: string }) {
    super();
  }
}

@CommandHandler(DestroyRole)
export class DestroyRoleHandler implements ICommandHandler<DestroyRole> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: DestroyRole): Promise<void> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      'delete from roles where name = $1 and not is_built_in',
      [input.name],
    );
    if (count === 0) throw new UserError('invalid_params', `${input.name} is one of the roles that are always there.`);
  }
}
