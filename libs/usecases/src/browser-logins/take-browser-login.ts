import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { hashToken } from '@jujube/database/tokens/token-secret.js';

export interface ApprovedLogin {
  readonly userId: string;
  readonly description: string;
}

/** Ends a login that was confirmed: answers whose it is, once; null while it is not confirmed. */
export class TakeBrowserLogin extends Command<ApprovedLogin | null> {
  constructor(readonly input: { readonly loginId: string; readonly secret: string }) {
    super();
  }
}

@CommandHandler(TakeBrowserLogin)
export class TakeBrowserLoginHandler implements ICommandHandler<TakeBrowserLogin> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { loginId, secret } }: TakeBrowserLogin): Promise<ApprovedLogin | null> {
    const [rows]: [ApprovedLogin[], number] = await this.dataSource.query(
      `delete from browser_logins l using users u
       where l.id = $1 and l.secret_hash = $2 and l.is_approved and l.expires_at > now()
         and u.id = l.user_id and u.disabled_at is null
       returning l.user_id as "userId", l.description`,
      [loginId, hashToken(secret)],
    );
    return rows[0] ?? null;
  }
}
