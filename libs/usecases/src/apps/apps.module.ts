import { Module } from '@nestjs/common';
import { AppQueries } from './app.queries.js';
import { CreateAppHandler } from './create-app.js';
import { DestroyAppHandler } from './destroy-app.js';
import { UpdateAppHandler } from './update-app.js';

@Module({ providers: [CreateAppHandler, UpdateAppHandler, DestroyAppHandler, AppQueries], exports: [AppQueries] })
export class AppsModule {}
