import { Module } from '@nestjs/common';
import { BuildQueries } from './build.queries.js';
import { CancelBuildHandler } from './cancel-build.js';
import { CreateBuildHandler } from './create-build.js';

@Module({ providers: [CreateBuildHandler, CancelBuildHandler, BuildQueries], exports: [BuildQueries] })
export class BuildsModule {}
