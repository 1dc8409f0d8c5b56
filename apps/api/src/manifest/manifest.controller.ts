import { Body, Controller, Get, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AppliedManifest, ExportedManifest } from '@jujube/contract/manifest.js';
import type { Caller } from '@jujube/core/access/caller.js';
import type { AppInReach, AppRow } from '@jujube/usecases/apps/app.queries.js';
import { ApplyManifest } from '@jujube/usecases/manifest/apply-manifest.js';
import { ManifestQueries } from '@jujube/usecases/manifest/manifest.queries.js';
import { readManifest } from '@jujube/usecases/manifest/read-manifest.js';
import { CurrentApp, refuseUnlessPermitted } from '../apps/app-scope.guard.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { ApplyManifestDto } from './manifest.dto.js';

@ApiTags('manifest')
@Controller('apps/:app/manifest')
export class ManifestController {
  constructor(
    private readonly commands: CommandBus,
    private readonly manifests: ManifestQueries,
  ) {}

  @Get()
  @Permission('app.read')
  @ApiOperation({ summary: 'The manifest that says how the app is now' })
  async info(@CurrentApp() app: AppRow): Promise<ExportedManifest> {
    return { text: await this.manifests.export(app) };
  }

  @Put()
  @Permission('app.write')
  @ApiOperation({ summary: 'Make the app as a manifest says it, all or nothing; or only say what that would change' })
  async apply(
    @CurrentApp() app: AppInReach,
    @CurrentCaller() { userId }: Caller,
    @Body() { text, file = 'jujube.yml', dry_run: isDryRun = false }: ApplyManifestDto,
  ): Promise<AppliedManifest> {
    // other commands in it make a release
    refuseUnlessPermitted(app, 'release.write');
    const manifest = readManifest(text, file);
    const input = { appId: app.id, userId, manifest, isDryRun };
    const { changes, version } = await this.commands.execute(new ApplyManifest(input));
    return { changes: [...changes], notes: [...manifest.notes], release_version: version, dry_run: isDryRun };
  }
}
