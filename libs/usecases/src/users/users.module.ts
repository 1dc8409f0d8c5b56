import { Module } from '@nestjs/common';
import { PasswordCheck } from './password-check.js';
import { UserQueries } from './user.queries.js';

@Module({ providers: [PasswordCheck, UserQueries], exports: [PasswordCheck, UserQueries] })
export class UsersModule {}
