import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RegistryManifest } from '@jujube/contract/platform.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { Permission } from '../auth/permission.js';
import { PushedContainers } from './pushed-containers.js';

/** For clients that ask the registry with their token as it is, instead of fetching one for the registry: Heroku's CLI. */
@ApiTags('registry')
@Controller('registry/v2/:app/:type/manifests')
export class RegistryManifestController {
  constructor(private readonly images: PushedContainers) {}

  @Get(':reference')
  @Permission('release.read')
  @Header('content-type', 'application/vnd.docker.distribution.manifest.v2+json')
  @ApiOperation({ summary: 'What was pushed for a process type: <registry>/<app>/<process type>, by tag or digest' })
  async info(
    @CurrentApp() app: AppRow,
    @Param('type') type: string,
    @Param('reference') reference: string,
  ): Promise<RegistryManifest> {
    return (await this.images.find(app.name, type, reference)).manifest;
  }
}
