import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { hashToken, newToken } from '@jujube/database/tokens/token-secret.js';

const CODE_LIVES_SECONDS = 7 * 24 * 3600;
const EMAIL = /^[^\s@<>"']+@[^\s@<>"']+$/;

export interface Invitation {
  readonly userId: string;
  /** the only time that it can be seen */
  readonly code: string;
  readonly expiresAt: Date;
}

/** Makes an account for somebody, or a new code for an account that there is: whoever brings the code chooses its password. */
export class InviteUser extends Command<Invitation> {
  constructor(readonly input: { email: string; isAdmin: boolean }) {
    super();
  }
}

@CommandHandler(InviteUser)
export class InviteUserHandler implements ICommandHandler<InviteUser> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: InviteUser): Promise<Invitation> {
    const email = input.email.toLowerCase();
    if (!EMAIL.test(email)) throw new UserError('invalid_params', `${input.email} is not an e-mail address.`);
    const code = newToken();
    return inTransaction(this.dataSource, async (manager) => {
      await manager.query('insert into users (email, is_admin) values ($1, $2) on conflict (email) do nothing', [
        email,
        input.isAdmin,
      ]);
      const [user]: { id: string; disabledAt: Date | null; isService: boolean }[] = await manager.query(
        'select id, is_service as "isService", disabled_at as "disabledAt" from users where email = $1 for update',
        [email],
      );
      if (user!.isService) throw new UserError('invalid_params', `${email} is a service account: make it a token.`);
      if (user!.disabledAt !== null)
        throw new UserError('conflict', `${email} is disabled. Let them in again first: jujube users:enable ${email}`);
      const [made]: { expiresAt: Date }[] = await manager.query(INVITE, [
        user!.id,
        hashToken(code),
        CODE_LIVES_SECONDS,
      ]);
      return { userId: user!.id, code, expiresAt: made!.expiresAt };
    });
  }
}

const INVITE = `
insert into invitations (user_id, code_hash, expires_at) values ($1, $2, now() + make_interval(secs => $3))
on conflict (user_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at
returning expires_at as "expiresAt"`;
