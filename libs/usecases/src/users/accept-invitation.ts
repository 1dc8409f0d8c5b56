import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { hashToken } from '@jujube/database/tokens/token-secret.js';
import { hashPassword } from './hash-password.js';

/** Chooses the password of an invited account, and ends what was logged in with a former one. Answers the user's id. */
export class AcceptInvitation extends Command<string> {
  constructor(readonly input: { code: string; password: string }) {
    super();
  }
}

@CommandHandler(AcceptInvitation)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitation> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: AcceptInvitation): Promise<string> {
    const codeHash = hashToken(input.code);
    // before the costly hash: nobody without a code makes us compute one
    const known: unknown[] = await this.dataSource.query(`select ${OPEN}`, [codeHash]);
    if (known.length === 0) throw refusal();
    const passwordHash = await hashPassword(input.password);
    return inTransaction(this.dataSource, async (manager) => {
      const [rows]: [{ userId: string }[], number] = await manager.query(
        `delete ${OPEN} returning i.user_id as "userId"`,
        [codeHash],
      );
      const userId = rows[0]?.userId;
      if (userId === undefined) throw refusal();
      await manager.query('update users set password_hash = $2, updated_at = now() where id = $1', [
        userId,
        passwordHash,
      ]);
      await manager.query('delete from tokens where user_id = $1 and registry_app_id is null', [userId]);
      return userId;
    });
  }
}

const OPEN = `from invitations i where i.code_hash = $1 and i.expires_at > now()
  and exists (select from users u where u.id = i.user_id and u.disabled_at is null)`;

function refusal(): UserError {
  return new UserError(
    'not_found',
    'This invitation is unknown, used or out of date. Ask an administrator for a new one.',
    {
      resource: 'invitation',
    },
  );
}
