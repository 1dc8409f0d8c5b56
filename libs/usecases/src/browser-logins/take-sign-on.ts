import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { hashToken } from '@jujube/database/tokens/token-secret.js';
import { refuseEndedLogin } from './refuse-ended-login.js';

export interface OpenSignOn {
  readonly loginId: string;
  readonly codeVerifier: string;
  readonly nonce: string;
}

/** Answers which login the identity provider's answer belongs to, once. Throws `not_found`. */
export class TakeSignOn extends Command<OpenSignOn> {
  constructor(readonly input: { readonly state: string }) {
    super();
  }
}

@CommandHandler(TakeSignOn)
export class TakeSignOnHandler implements ICommandHandler<TakeSignOn> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: TakeSignOn): Promise<OpenSignOn> {
    const [rows]: [OpenSignOn[], number] = await this.dataSource.query(
      `update browser_logins l set state_hash = null, code_verifier = null, nonce = null
       from (select id, code_verifier, nonce from browser_logins where state_hash = $1 and expires_at > now() for update) was
       where l.id = was.id returning l.id as "loginId", was.code_verifier as "codeVerifier", was.nonce`,
      [hashToken(input.state)],
    );
    return refuseEndedLogin(rows[0]);
  }
}
