import { Module } from '@nestjs/common';
import { CreateLogSessionHandler } from './create-log-session.js';

@Module({ providers: [CreateLogSessionHandler] })
export class LogsModule {}
