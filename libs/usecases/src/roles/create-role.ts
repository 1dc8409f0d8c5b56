import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { leavesOf } from '@jujube/core/access/permission-tree.js';
import { parseScopeName } from '@jujube/core/access/scope-name.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';

/** Makes a role of names of the tree of permissions. */
export class CreateRole extends Command<void> {
  constructor(readonly input: { readonly name: string; readonly permissions: readonly string[] }) {
    super();
  }
}

@CommandHandler(CreateRole)
export class CreateRoleHandler implements ICommandHandler<CreateRole> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: CreateRole): Promise<void> {
    const name = parseScopeName(input.name, 'a role');
    const permissions = leavesOf(input.permissions);
    if (permissions.length === 0) throw new UserError('invalid_params', 'Name at least one permission.');
    const rows: unknown[] = await this.dataSource.query(
      'insert into roles (name, permissions) values ($1, $2) on conflict (name) do nothing returning name',
      [name, permissions],
    );
    if (rows.length === 0) throw new UserError('invalid_params', `There is a role ${name} already.`);
  }
}
