import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';

const NAME = /^[a-z][a-z0-9-]{1,29}$/;

/** An account for a machine: `ci` becomes `ci@service.BASE_DOMAIN`. It has no password; its tokens are made for it. Answers its id. */
export class CreateServiceAccount extends Command<string> {
  constructor(readonly input: { name: string; baseDomain: string }) {
    super();
  }
}

@CommandHandler(CreateServiceAccount)
export class CreateServiceAccountHandler implements ICommandHandler<CreateServiceAccount> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { name, baseDomain } }: CreateServiceAccount): Promise<string> {
    if (!NAME.test(name)) {
      const rule = '2 to 30 lower-case letters, digits and dashes, a letter first';
      throw new UserError('invalid_params', `'${name.slice(0, 60)}' cannot be the name of a service account: ${rule}.`);
    }
    const rows: { id: string }[] = await this.dataSource.query(
      'insert into users (email, is_service) values ($1, true) on conflict (email) do nothing returning id',
      [`${name}@service.${baseDomain}`],
    );
    if (!rows[0]) throw new UserError('invalid_params', `There is a service account ${name} already.`);
    return rows[0].id;
  }
}
