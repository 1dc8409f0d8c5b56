import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { leavesOf } from '@jujube/core/access/permission-tree.js';
import { DataSource } from '@jujube/database/connection.js';
import { hashToken, newToken } from '@jujube/database/tokens/token-secret.js';

export interface CreatedToken {
  readonly id: string;
  /** the only time that it can be seen */
  readonly token: string;
}

export interface NewToken {
  readonly userId: string;
  readonly description: string;
  /** null: never */
  readonly expiresInSeconds: number | null;
  /** names in the tree of permissions; null: whatever its owner may */
  readonly permissions: readonly string[] | null;
  /** of all apps only this one */
  readonly appId: string | null;
}

/** A new token that can do what its owner can do, or less. */
export class CreateToken extends Command<CreatedToken> {
  constructor(readonly input: NewToken) {
    super();
  }
}

@CommandHandler(CreateToken)
export class CreateTokenHandler implements ICommandHandler<CreateToken> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: CreateToken): Promise<CreatedToken> {
    const leaves = input.permissions === null ? null : leavesOf(input.permissions);
    const token = newToken();
    const rows: { id: string }[] = await this.dataSource.query(
      `insert into tokens (user_id, description, secret_hash, expires_at, permissions, app_id)
       values ($1, $2, $3, now() + make_interval(secs => $4), $5, $6) returning id`,
      [input.userId, input.description, hashToken(token), input.expiresInSeconds, leaves, input.appId],
    );
    return { id: rows[0]!.id, token };
  }
}
