import { Module } from '@nestjs/common';
import { AcceptInvitationHandler } from './accept-invitation.js';
import { BeginTwoFactorHandler } from './begin-two-factor.js';
import { ConfirmTwoFactorHandler } from './confirm-two-factor.js';
import { EndTwoFactorHandler } from './end-two-factor.js';
import { SecondFactor } from './second-factor.js';
import { CreateServiceAccountHandler } from './create-service-account.js';
import { InviteUserHandler } from './invite-user.js';
import { PasswordCheck } from './password-check.js';
import { UpdateUserHandler } from './update-user.js';
import { UserQueries } from './user.queries.js';

@Module({
  providers: [
    AcceptInvitationHandler,
    BeginTwoFactorHandler,
    ConfirmTwoFactorHandler,
    CreateServiceAccountHandler,
    EndTwoFactorHandler,
    InviteUserHandler,
    PasswordCheck,
    SecondFactor,
    UpdateUserHandler,
    UserQueries,
  ],
  exports: [PasswordCheck, UserQueries],
})
export class UsersModule {}
