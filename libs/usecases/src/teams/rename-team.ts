import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { parseTeamName, withFreeName } from './team-name.js';

/** Gives a team another name. */
export class RenameTeam extends Command<void> {
  constructor(readonly input: { readonly teamId: string; readonly name: string }) {
    super();
  }
}

@CommandHandler(RenameTeam)
export class RenameTeamHandler implements ICommandHandler<RenameTeam> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: RenameTeam): Promise<void> {
    const name = parseTeamName(input.name);
    await withFreeName(name, () =>
      this.dataSource.query('update teams set name = $2, updated_at = now() where id = $1', [input.teamId, name]),
    );
  }
}
