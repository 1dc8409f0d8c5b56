import { Module } from '@nestjs/common';
import { ConfigQueries } from './config.queries.js';
import { SetConfigHandler } from './set-config.js';

@Module({ providers: [SetConfigHandler, ConfigQueries], exports: [ConfigQueries] })
export class ConfigModule {}
