import { Module } from '@nestjs/common';
import { CreateReleaseFromBuildHandler } from './create-release-from-build.js';
import { CreateReleaseFromImageHandler } from './create-release-from-image.js';
import { ReleaseContainersHandler } from './release-containers.js';
import { ReleaseQueries } from './release.queries.js';
import { RevertReleaseHandler } from './revert-release.js';
import { RollbackReleaseHandler } from './rollback-release.js';

const HANDLERS = [
  CreateReleaseFromImageHandler,
  CreateReleaseFromBuildHandler,
  ReleaseContainersHandler,
  RollbackReleaseHandler,
  RevertReleaseHandler,
];

@Module({
  providers: [...HANDLERS, ReleaseQueries],
  exports: [ReleaseQueries],
})
export class ReleasesModule {}
