import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { parseScopeName } from '@jujube/core/access/scope-name.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';

/** Makes an environment without hosts and apps. Answers its id. */
export class CreateEnvironment extends Command<string> {
  constructor(readonly input: { readonly name: string }) {
    super();
  }
}

@CommandHandler(CreateEnvironment)
export class CreateEnvironmentHandler implements ICommandHandler<CreateEnvironment> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: CreateEnvironment): Promise<string> {
    const name = parseScopeName(input.name, 'an environment');
    const rows: { id: string }[] = await this.dataSource.query(
      'insert into environments (name) values ($1) on conflict (name) do nothing returning id',
      [name],
    );
    if (!rows[0]) throw new UserError('invalid_params', `There is an environment ${name} already.`);
    return rows[0].id;
  }
}
