import { Module } from '@nestjs/common';
import { AssignHostHandler } from './assign-host.js';
import { CreateEnvironmentHandler } from './create-environment.js';
import { DestroyEnvironmentHandler } from './destroy-environment.js';
import { EnvironmentQueries } from './environment.queries.js';

@Module({
  providers: [CreateEnvironmentHandler, DestroyEnvironmentHandler, AssignHostHandler, EnvironmentQueries],
  exports: [EnvironmentQueries],
})
export class EnvironmentsModule {}
