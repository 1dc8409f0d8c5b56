import { Module } from '@nestjs/common';
import { AcceptInvitationHandler } from './accept-invitation.js';
import { CreateServiceAccountHandler } from './create-service-account.js';
import { InviteUserHandler } from './invite-user.js';
import { PasswordCheck } from './password-check.js';
import { UpdateUserHandler } from './update-user.js';
import { UserQueries } from './user.queries.js';

@Module({
  providers: [
    AcceptInvitationHandler,
    CreateServiceAccountHandler,
    InviteUserHandler,
    PasswordCheck,
    UpdateUserHandler,
    UserQueries,
  ],
  exports: [PasswordCheck, UserQueries],
})
export class UsersModule {}
