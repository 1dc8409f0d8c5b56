import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Dyno } from '@jujube/contract/dyno.js';
import type { Nothing } from '@jujube/contract/platform.js';
import type { Caller } from '@jujube/core/access/caller.js';
import type { AppRow } from '@jujube/usecases/apps/app.queries.js';
import { noSuchDyno, parseDynoName } from '@jujube/usecases/dynos/dyno-name.js';
import { DynoQueries } from '@jujube/usecases/dynos/dyno.queries.js';
import { ExecInDyno } from '@jujube/usecases/dynos/exec-in-dyno.js';
import { OneOffQueries } from '@jujube/usecases/dynos/one-off.queries.js';
import { RestartDynos } from '@jujube/usecases/dynos/restart-dynos.js';
import { RunDyno, type StartedRun } from '@jujube/usecases/dynos/run-dyno.js';
import type { DynoSelection } from '@jujube/usecases/dynos/selected-slots.js';
import { StopDynos } from '@jujube/usecases/dynos/stop-dynos.js';
import { KillTask } from '@jujube/usecases/tasks/kill-task.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { CreateDynoDto, ExecInDynoDto } from './dyno.dto.js';
import { presentDyno } from './present-dyno.js';
import { presentOneOff } from './present-one-off.js';
import { readExec, readRun } from './read-run.js';

@ApiTags('dynos')
@Controller('apps/:app')
export class DynoController {
  constructor(
    private readonly commands: CommandBus,
    private readonly dynos: DynoQueries,
    private readonly oneOffs: OneOffQueries,
  ) {}

  @Get('dynos')
  @Permission('dyno.read')
  @ApiOperation({ summary: 'What runs, where, since when, and whether it is well' })
  async list(@CurrentApp() app: AppRow): Promise<Dyno[]> {
    const [dynos, oneOffs] = await Promise.all([this.dynos.list(app.id), this.oneOffs.list(app.id)]);
    return [...dynos.map((row) => presentDyno(row, app)), ...oneOffs.map((row) => presentOneOff(row, app))];
  }

  @Get('dynos/:dyno')
  @Permission('dyno.read')
  @ApiOperation({ summary: 'One dyno, by name or id' })
  async info(@CurrentApp() app: AppRow, @Param('dyno') key: string): Promise<Dyno> {
    const row = await this.dynos.find(app.id, key);
    if (row) return presentDyno(row, app);
    const oneOff = await this.oneOffs.find(app.id, key);
    if (!oneOff) throw noSuchDyno(key.slice(0, 60));
    return presentOneOff(oneOff, app);
  }

  @Post('dynos')
  @HttpCode(201)
  @Permission('dyno.run')
  @ApiOperation({ summary: 'Run a command as a one-off dyno, of the newest release' })
  async run(@CurrentApp() app: AppRow, @CurrentCaller() caller: Caller, @Body() body: CreateDynoDto): Promise<Dyno> {
    const wish = new RunDyno({ appId: app.id, userId: caller.userId, tokenId: caller.tokenId, ...readRun(body) });
    const { dynoId, attachUrl } = await this.commands.execute<RunDyno, StartedRun>(wish);
    const row = await this.oneOffs.find(app.id, dynoId);
    if (!row) throw noSuchDyno(dynoId);
    return presentOneOff(row, app, attachUrl);
  }

  @Post('dynos/:dyno')
  @HttpCode(201)
  @Permission('dyno.run')
  @ApiOperation({ summary: 'Run a command inside a dyno that runs; answers an attach_url' })
  async exec(
    @CurrentApp() app: AppRow,
    @CurrentCaller() { userId, tokenId }: Caller,
    @Param('dyno') key: string,
    @Body() body: ExecInDynoDto,
  ): Promise<Dyno> {
    const row = await this.dynos.find(app.id, key);
    if (!row) throw noSuchDyno(key.slice(0, 60));
    const wish = new ExecInDyno({ dynoId: row.id, holder: { userId, tokenId, appId: app.id }, ...readExec(body) });
    return { ...presentDyno(row, app), attach_url: await this.commands.execute<ExecInDyno, string>(wish) };
  }

  @Delete('dynos')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Restart all dynos, one after the other' })
  restartAll(@CurrentApp() app: AppRow): Promise<Nothing> {
    return this.restart(app, { kind: 'all' });
  }

  @Delete('dynos/:dyno')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Restart one dyno (web.1)' })
  async restartOne(@CurrentApp() app: AppRow, @Param('dyno') key: string): Promise<Nothing> {
    if (await this.endsOneOff(app, key)) return {};
    return this.restart(app, await this.selectionOf(app, key));
  }

  @Delete('formations/:type')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Restart all dynos of a process type' })
  restartType(@CurrentApp() app: AppRow, @Param('type') processType: string): Promise<Nothing> {
    return this.restart(app, { kind: 'type', processType });
  }

  @Post('dynos/:dyno/actions/stop')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Stop one dyno and hold its slot empty' })
  async stopOne(@CurrentApp() app: AppRow, @Param('dyno') key: string): Promise<Nothing> {
    if (await this.endsOneOff(app, key)) return {};
    return this.stop(app, await this.selectionOf(app, key));
  }

  @Post('formations/:type/actions/stop')
  @HttpCode(202)
  @Permission('dyno.write')
  @ApiOperation({ summary: 'Stop all dynos of a process type and hold their slots empty' })
  stopType(@CurrentApp() app: AppRow, @Param('type') processType: string): Promise<Nothing> {
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

  /** A one-off dyno has no slot in which it could start again: it ends. False when there is none of that name. */
  private async endsOneOff(app: AppRow, key: string): Promise<boolean> {
    const found = await this.oneOffs.find(app.id, key);
    if (found) await this.commands.execute(new KillTask({ taskId: found.id }));
    return found !== null;
  }

  /** A slot by its name, also while it is empty; otherwise the slot of the dyno with that id. */
  private async selectionOf(app: AppRow, key: string): Promise<DynoSelection> {
    const name = parseDynoName(key) ?? (await this.dynos.find(app.id, key));
    if (!name) throw noSuchDyno(key.slice(0, 60));
    return { kind: 'slot', processType: name.processType, slot: name.slot };
  }
}
