import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { hashToken } from '@jujube/database/tokens/token-secret.js';
import { refuseEndedLogin } from './refuse-ended-login.js';

/** Lets the command line in as whoever signed on. Throws `not_found` for a code that is not the login's, or used. */
export class ConfirmBrowserLogin extends Command<void> {
  constructor(readonly input: { readonly loginId: string; readonly code: string }) {
    super();
  }
}

@CommandHandler(ConfirmBrowserLogin)
export class ConfirmBrowserLoginHandler implements ICommandHandler<ConfirmBrowserLogin> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { loginId, code } }: ConfirmBrowserLogin): Promise<void> {
    const [rows]: [unknown[], number] = await this.dataSource.query(
      `update browser_logins set is_approved = true, confirm_hash = null
       where id = $1 and confirm_hash = $2 and user_id is not null and expires_at > now() returning id`,
      [loginId, hashToken(code)],
    );
    refuseEndedLogin(rows[0]);
  }
}
