import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { SecondFactor } from './second-factor.js';

export interface EndInput {
  readonly userId: string;
  /** null: an administrator does it for somebody who has lost all codes */
  readonly code: string | null;
}

/** Turns codes at the login off. */
export class EndTwoFactor extends Command<void> {
  constructor(readonly input: EndInput) {
    super();
  }
}

@CommandHandler(EndTwoFactor)
export class EndTwoFactorHandler implements ICommandHandler<EndTwoFactor> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly factor: SecondFactor,
  ) {}

  async execute({ input: { userId, code } }: EndTwoFactor): Promise<void> {
    if (code !== null && !(await this.factor.takes(userId, code))) {
      throw new UserError('invalid_params', 'The code is not right, or was used before.');
    }
    await this.dataSource.query('delete from recovery_codes where user_id = $1', [userId]);
    await this.dataSource.query('delete from second_factors where user_id = $1', [userId]);
  }
}
