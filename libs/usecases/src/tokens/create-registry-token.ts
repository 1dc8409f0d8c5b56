import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { hashToken, newToken } from '@jujube/database/tokens/token-secret.js';

export interface CreatedRegistryToken {
  readonly id: string;
  readonly token: string;
}

/** A short-lived token that opens nothing but one app's image repository: what a build pushes with. */
export class CreateRegistryToken extends Command<CreatedRegistryToken> {
  constructor(readonly input: { userId: string; appId: string; description: string; expiresInSeconds: number }) {
    super();
  }
}

@CommandHandler(CreateRegistryToken)
export class CreateRegistryTokenHandler implements ICommandHandler<CreateRegistryToken> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: CreateRegistryToken): Promise<CreatedRegistryToken> {
    const token = newToken();
    const rows: { id: string }[] = await this.dataSource.query(
      `insert into tokens (user_id, registry_app_id, description, secret_hash, expires_at)
       values ($1, $2, $3, $4, now() + make_interval(secs => $5)) returning id`,
      [input.userId, input.appId, input.description, hashToken(token), input.expiresInSeconds],
    );
    return { id: rows[0]!.id, token };
  }
}
