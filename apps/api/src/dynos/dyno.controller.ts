import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Dyno } from '@jujube/contract/dyno.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { noSuchDyno, parseDynoName } from '@jujube/usecases/dynos/dyno-name.js';
import { DynoQueries } from '@jujube/usecases/dynos/dyno.queries.js';
import { RestartDynos } from '@jujube/usecases/dynos/restart-dynos.js';
import type { DynoSelection } from '@jujube/usecases/dynos/selected-slots.js';
import { StopDynos } from '@jujube/usecases/dynos/stop-dynos.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { Permission } from '../auth/permission.js';
import { presentDyno } from './present-dyno.js';

@ApiTags('dynos')
@Controller('apps/:app')
export class DynoController {
  constructor(
    private readonly commands: CommandBus,
    private readonly dynos: DynoQueries,
  ) {}

  @Get('dynos')
  @Permission('dyno.read')
  @ApiOperation({ summary: 'What runs, where, since when, and whether it is well' })
  async list(@CurrentApp() app: AppRow): Promise<Dyno[]> {
    return (await this.dynos.list(app.id)).map((row) => presentDyno(row, app));
  }

  @Get('dynos/:dyno')
  @Permission('dyno.read')
  @ApiOperation({ summary: 'One dyno, by name or id' })
  async info(@CurrentApp() app: AppRow, @Param('dyno') key: string): Promise<Dyno> {
    const row = await this.dynos.find(app.id, key);
    if (!row) throw noSuchDyno(key.slice(0, 60));
    return presentDyno(row, app);
  }

  @Delete('dynos')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Restart all dynos, one after the other' })
  restartAll(@CurrentApp() app: AppRow) {
    return this.restart(app, { kind: 'all' });
  }

  @Delete('dynos/:dyno')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Restart one dyno (web.1)' })
  async restartOne(@CurrentApp() app: AppRow, @Param('dyno') key: string) {
    return this.restart(app, await this.selectionOf(app, key));
  }

  @Delete('formations/:type')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Restart all dynos of a process type' })
  restartType(@CurrentApp() app: AppRow, @Param('type') processType: string) {
    return this.restart(app, { kind: 'type', processType });
  }

  @Post('dynos/:dyno/actions/stop')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Stop one dyno and hold its slot empty' })
  async stopOne(@CurrentApp() app: AppRow, @Param('dyno') key: string) {
    return this.stop(app, await this.selectionOf(app, key));
  }

  @Post('formations/:type/actions/stop')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Stop all dynos of a process type and hold their slots empty' })
  stopType(@CurrentApp() app: AppRow, @Param('type') processType: string) {
    return this.stop(app, { kind: 'type', processType });
  }

  private async restart(app: AppRow, selection: DynoSelection) {
    await this.commands.execute(new RestartDynos({ appId: app.id, selection }));
    return {};
  }

  private async stop(app: AppRow, selection: DynoSelection) {
    await this.commands.execute(new StopDynos({ appId: app.id, selection }));
    return {};
  }

  /** A slot by its name, also while it is empty; otherwise the slot of the dyno with that id. */
  private async selectionOf(app: AppRow, key: string): Promise<DynoSelection> {
    const name = parseDynoName(key) ?? (await this.dynos.find(app.id, key));
    if (!name) throw noSuchDyno(key.slice(0, 60));
    return { kind: 'slot', processType: name.processType, slot: name.slot };
  }
}
