import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { hashToken, newToken } from '@jujube/database/tokens/token-secret.js';
import { refuseEndedLogin } from './refuse-ended-login.js';

/** Notes who signed on, and answers the code with which their browser confirms that the command line is theirs. */
export class AskToConfirm extends Command<string> {
  constructor(readonly input: { readonly loginId: string; readonly userId: string }) {
    super();
  }
}

@CommandHandler(AskToConfirm)
export class AskToConfirmHandler implements ICommandHandler<AskToConfirm> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { loginId, userId } }: AskToConfirm): Promise<string> {
    const code = newToken();
    const [rows]: [unknown[], number] = await this.dataSource.query(
      `update browser_logins set user_id = $2, confirm_hash = $3
       where id = $1 and expires_at > now() and not is_approved returning id`,
      [loginId, userId, hashToken(code)],
    );
    refuseEndedLogin(rows[0]);
    return code;
  }
}
