import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface UserChange {
  readonly userId: string;
  /** undefined: stays as it is */
  readonly isAdmin?: boolean;
  readonly isDisabled?: boolean;
}

/** Lets somebody in no longer, or again; makes them an administrator, or no longer one. Their apps and tokens stay. */
export class UpdateUser extends Command<void> {
  constructor(readonly input: UserChange) {
    super();
  }
}

@CommandHandler(UpdateUser)
export class UpdateUserHandler implements ICommandHandler<UpdateUser> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: UpdateUser): Promise<void> {
    const { userId, isAdmin = null, isDisabled = null } = input;
    await inTransaction(this.dataSource, async (manager) => {
      // one after the other: two administrators could disable each other at once
      await manager.query('lock table users in share row exclusive mode');
      await manager.query(CHANGE, [userId, isAdmin, isDisabled]);
      const [left] = await manager.query(
        'select count(*)::integer as administrators from users where is_admin and disabled_at is null and password_hash is not null',
      );
      if (left.administrators > 0) return;
      throw new UserError(
        'conflict',
        'Nobody could administer the platform any more. Make somebody else an administrator first.',
      );
    });
  }
}

const CHANGE = `
update users set is_admin = coalesce($2::boolean, is_admin), updated_at = now(),
  disabled_at = case when $3::boolean is null then disabled_at when $3 then coalesce(disabled_at, now()) end
where id = $1`;
