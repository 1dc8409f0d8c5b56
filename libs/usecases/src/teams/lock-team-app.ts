import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';

/** Closes an app of a team to those members that are no administrators or collaborators of it, or opens it again. */
export class LockTeamApp extends Command<void> {
  constructor(readonly input: { readonly appId: string; readonly isLocked: boolean }) {
    super();
  }
}

@CommandHandler(LockTeamApp)
export class LockTeamAppHandler implements ICommandHandler<LockTeamApp> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: LockTeamApp): Promise<void> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      'update apps set is_locked = $2, updated_at = now() where id = $1 and team_id is not null',
      [input.appId, input.isLocked],
    );
    if (count === 0)
      throw new UserError('invalid_params', 'Only apps of a team can be locked, and this one is of none.');
  }
}
