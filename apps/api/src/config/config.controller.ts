import { Body, Controller, Get, Param, Patch } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ConfigVars } from '@jujube/contract/config-vars.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { ConfigQueries } from '@jujube/usecases/config/config.queries.js';
import { SetConfig } from '@jujube/usecases/config/set-config.js';
import { ReleaseQueries } from '@jujube/usecases/releases/release.queries.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';

@ApiTags('config vars')
@Controller('apps/:app')
export class ConfigController {
  constructor(
    private readonly commands: CommandBus,
    private readonly config: ConfigQueries,
    private readonly releases: ReleaseQueries,
  ) {}

  @Get('config-vars')
  @Permission('config.read')
  @ApiOperation({ summary: 'All config vars of the newest release' })
  list(@CurrentApp() app: AppRow): Promise<ConfigVars> {
    return this.config.newestOf(app.id);
  }

  @Patch('config-vars')
  @Permission('config.write')
  @ApiOperation({ summary: 'Set config vars; null removes one. Makes a release' })
  async update(
    @CurrentApp() app: AppRow,
    @CurrentCaller() caller: Caller,
    @Body() patch: unknown,
  ): Promise<ConfigVars> {
    await this.commands.execute(new SetConfig({ appId: app.id, userId: caller.userId, patch: patch ?? {} }));
    return this.config.newestOf(app.id);
  }

  @Get('releases/:release/config-vars')
  @Permission('config.read')
  @ApiOperation({ summary: 'All config vars of one release' })
  async ofRelease(@CurrentApp() app: AppRow, @Param('release') key: string): Promise<ConfigVars> {
    const release = await this.releases.find(app.id, key);
    if (!release) throw new UserError('not_found', "Couldn't find that release.", { resource: 'release' });
    return this.config.ofRelease(release.id);
  }
}
