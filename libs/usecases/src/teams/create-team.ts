import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { parseTeamName, withFreeName } from './team-name.js';

/** Makes a team with its first administrator. Answers its id. */
export class CreateTeam extends Command<string> {
  constructor(readonly input: { readonly name: string; readonly adminId: string }) {
    super();
  }
}

@CommandHandler(CreateTeam)
export class CreateTeamHandler implements ICommandHandler<CreateTeam> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: CreateTeam): Promise<string> {
    const name = parseTeamName(input.name);
    return withFreeName(name, () =>
      inTransaction(this.dataSource, async (manager) => {
        const [{ id }]: [{ id: string }] = await manager.query('insert into teams (name) values ($1) returning id', [
          name,
        ]);
        await manager.query(`insert into team_members (team_id, user_id, role) values ($1, $2, 'admin')`, [
          id,
          input.adminId,
        ]);
        return id;
      }),
    );
  }
}
