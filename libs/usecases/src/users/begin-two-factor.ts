import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { otpauthUrl, SecondFactor } from './second-factor.js';

export interface OfferedFactor {
  /** base32, for whoever types it in */
  readonly secret: string;
  readonly url: string;
}

/** Offers somebody a secret for codes; nothing is asked for at the login before they have confirmed it. */
export class BeginTwoFactor extends Command<OfferedFactor> {
  constructor(readonly input: { readonly userId: string; readonly email: string }) {
    super();
  }
}

@CommandHandler(BeginTwoFactor)
export class BeginTwoFactorHandler implements ICommandHandler<BeginTwoFactor> {
  constructor(private readonly factor: SecondFactor) {}

  async execute({ input: { userId, email } }: BeginTwoFactor): Promise<OfferedFactor> {
    if ((await this.factor.of(userId))?.isConfirmed) {
      throw new UserError('conflict', 'It is on already. Turn it off first: jujube 2fa:disable');
    }
    const secret = await this.factor.begin(userId);
    return { secret, url: otpauthUrl(secret, email) };
  }
}
