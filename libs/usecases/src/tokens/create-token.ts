import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { hashToken, newToken } from '@jujube/database/tokens/token-secret.js';

export interface CreatedToken {
  readonly id: string;
  /** the only time that it can be seen */
  readonly token: string;
}

/** A new token that can do what its owner can do. */
export class CreateToken extends Command<CreatedToken> {
  constructor(
    readonly input: { userId: string; description: string; /** null: never */ expiresInSeconds: number | null },
  ) {
    super();
  }
}

@CommandHandler(CreateToken)
export class CreateTokenHandler implements ICommandHandler<CreateToken> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: CreateToken): Promise<CreatedToken> {
    const token = newToken();
    const rows: { id: string }[] = await this.dataSource.query(
      `insert into tokens (user_id, description, secret_hash, expires_at)
       values ($1, $2, $3, now() + make_interval(secs => $4)) returning id`,
      [input.userId, input.description, hashToken(token), input.expiresInSeconds],
    );
    return { id: rows[0]!.id, token };
  }
}
