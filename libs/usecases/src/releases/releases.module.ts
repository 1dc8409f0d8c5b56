import { Module } from '@nestjs/common';
import { CreateReleaseFromBuildHandler } from './create-release-from-build.js';
import { CreateReleaseFromImageHandler } from './create-release-from-image.js';
import { ReleaseQueries } from './release.queries.js';
import { RollbackReleaseHandler } from './rollback-release.js';

@Module({
  providers: [CreateReleaseFromImageHandler, CreateReleaseFromBuildHandler, RollbackReleaseHandler, ReleaseQueries],
  exports: [ReleaseQueries],
})
export class ReleasesModule {}
