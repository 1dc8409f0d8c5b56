import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { hashToken } from '@jujube/database/tokens/token-secret.js';
import { refuseEndedLogin } from './refuse-ended-login.js';

export interface SignOnStart {
  readonly loginId: string;
  /** what comes back from the identity provider, and what its answer is checked with */
  readonly state: string;
  readonly codeVerifier: string;
  readonly nonce: string;
}

/** Remembers that a browser was sent to the identity provider. Throws `not_found` when the login is over. */
export class StartSignOn extends Command<void> {
  constructor(readonly input: SignOnStart) {
    super();
  }
}

@CommandHandler(StartSignOn)
export class StartSignOnHandler implements ICommandHandler<StartSignOn> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: StartSignOn): Promise<void> {
    const [rows]: [unknown[], number] = await this.dataSource.query(
      `update browser_logins set state_hash = $2, code_verifier = $3, nonce = $4, user_id = null, confirm_hash = null
       where id = $1 and expires_at > now() and not is_approved returning id`,
      [input.loginId, hashToken(input.state), input.codeVerifier, input.nonce],
    );
    refuseEndedLogin(rows[0]);
  }
}
