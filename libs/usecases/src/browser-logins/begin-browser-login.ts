import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { hashToken, newToken } from '@jujube/database/tokens/token-secret.js';

const LIVES_SECONDS = 600;
const MOST_PER_ADDRESS = 20;

export interface BegunLogin {
  readonly id: string;
  /** for the one who began it: takes the token once somebody logged in; the only time that it can be seen */
  readonly secret: string;
}

/** Begins a login that somebody ends in a browser within ten minutes. Throws `rate_limit` while too many are open. */
export class BeginBrowserLogin extends Command<BegunLogin> {
  constructor(readonly input: { readonly description: string; readonly ip: string }) {
    super();
  }
}

@CommandHandler(BeginBrowserLogin)
export class BeginBrowserLoginHandler implements ICommandHandler<BeginBrowserLogin> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { description, ip } }: BeginBrowserLogin): Promise<BegunLogin> {
    await this.dataSource.query('delete from browser_logins where expires_at < now()');
    const secret = newToken();
    const rows: { id: string }[] = await this.dataSource.query(
      `insert into browser_logins (secret_hash, description, ip, expires_at)
       select $1, $2, $3, now() + make_interval(secs => $4)
       where (select count(*) from browser_logins where ip = $3) < $5 returning id`,
      [hashToken(secret), description, ip, LIVES_SECONDS, MOST_PER_ADDRESS],
    );
    if (rows[0]) return { id: rows[0].id, secret };
    const message = 'Too many logins were begun from your address and not ended. Try again in ten minutes.';
    throw new UserError('rate_limit', message, { retry_after: LIVES_SECONDS });
  }
}
