import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface SignedOn {
  readonly issuer: string;
  /** never changes and is never used again, unlike the address */
  readonly subject: string;
  /** null: the provider tells none that it has verified */
  readonly email: string | null;
  /** addresses in these domains get an account of their own */
  readonly newUserDomains: readonly string[];
}

/**
 * Answers the id of whom the identity provider names: by subject, and the first time by a verified address that has an account.
 * Throws `forbidden` for anybody else, and for who is disabled.
 */
export class SignOnUser extends Command<string> {
  constructor(readonly input: SignedOn) {
    super();
  }
}

@CommandHandler(SignOnUser)
export class SignOnUserHandler implements ICommandHandler<SignOnUser> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: SignOnUser): Promise<string> {
    return inTransaction(this.dataSource, async (manager) => {
      const known = await this.byIdentity(manager, input);
      const user = known ?? (await this.byEmail(manager, input));
      if (user.isDisabled) throw new UserError('forbidden', `${user.email} was disabled by an administrator.`);
      if (known === null) {
        await manager.query('insert into sign_on_identities (issuer, subject, user_id) values ($1, $2, $3)', [
          ...[input.issuer, input.subject, user.id],
        ]);
      }
      return user.id;
    });
  }

  private async byIdentity(manager: EntityManager, { issuer, subject }: SignedOn): Promise<FoundUser | null> {
    const rows: FoundUser[] = await manager.query(
      `select ${USER} from sign_on_identities i join users u on u.id = i.user_id where i.issuer = $1 and i.subject = $2`,
      [issuer, subject],
    );
    return rows[0] ?? null;
  }

  private async byEmail(manager: EntityManager, { email, newUserDomains }: SignedOn): Promise<FoundUser> {
    if (email === null) {
      throw new UserError('forbidden', 'The identity provider tells no verified e-mail address of you.');
    }
    if (newUserDomains.includes(email.split('@').at(-1) ?? '')) {
      await manager.query('insert into users (email) values ($1) on conflict (email) do nothing', [email]);
    }
    const rows: FoundUser[] = await manager.query(
      `select ${USER} from users u where u.email = $1 and not u.is_service for update`,
      [email],
    );
    if (rows[0]) return rows[0];
    throw new UserError('forbidden', `${email} has no account. An administrator can invite you: jujube users:invite`);
  }
}

interface FoundUser {
  readonly id: string;
  readonly email: string;
  readonly isDisabled: boolean;
}

const USER = 'u.id, u.email, u.disabled_at is not null as "isDisabled"';
