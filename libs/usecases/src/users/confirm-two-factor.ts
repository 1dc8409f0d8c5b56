import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { SecondFactor } from './second-factor.js';

/** Turns codes at the login on, for whoever shows that they have the secret. Answers recovery codes, which are told this once. */
export class ConfirmTwoFactor extends Command<string[]> {
  constructor(readonly input: { readonly userId: string; readonly code: string }) {
    super();
  }
}

@CommandHandler(ConfirmTwoFactor)
export class ConfirmTwoFactorHandler implements ICommandHandler<ConfirmTwoFactor> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly factor: SecondFactor,
  ) {}

  async execute({ input: { userId, code } }: ConfirmTwoFactor): Promise<string[]> {
    if (!(await this.factor.takes(userId, code))) {
      throw new UserError('invalid_params', 'The code is not right. Is the clock of the device?');
    }
    return inTransaction(this.dataSource, async (manager) => {
      const [, count]: [unknown, number] = await manager.query(
        'update second_factors set confirmed_at = now() where user_id = $1 and confirmed_at is null',
        [userId],
      );
      if (count === 0) throw new UserError('conflict', 'It is on already.');
      return this.factor.newRecoveryCodes(manager, userId);
    });
  }
}
