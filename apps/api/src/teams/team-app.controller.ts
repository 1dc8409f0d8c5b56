import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { TeamApp } from '@jujube/contract/team.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { AppInReach, AppRow } from '@jujube/usecases/apps/app.queries.js';
import { AppQueries } from '@jujube/usecases/apps/app.queries.js';
import { GiveTeamApp } from '@jujube/usecases/teams/give-team-app.js';
import { LockTeamApp } from '@jujube/usecases/teams/lock-team-app.js';
import { CurrentApp } from '../apps/app-scope.guard.js';
import { NewApps } from '../apps/new-apps.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { KnownTeams } from './known-teams.js';
import { CreateTeamAppDto, UpdateTeamAppDto } from './team.dto.js';

@ApiTags('teams')
@Controller('teams')
export class TeamAppController {
  constructor(
    private readonly commands: CommandBus,
    private readonly apps: AppQueries,
    private readonly teams: KnownTeams,
    private readonly newApps: NewApps,
  ) {}

  @Get(':team/apps')
  @Permission('app.read')
  @ApiOperation({ summary: 'The apps of a team that you may see' })
  async list(@CurrentCaller() caller: Caller, @Param('team') key: string): Promise<TeamApp[]> {
    const { id } = await this.teams.named(caller, key);
    return (await this.apps.ofTeam(caller, id)).map((row) => this.asTeamApp(row));
  }

  @Post('apps')
  @Permission('app.create')
  @ApiOperation({ summary: 'Make an app that a team owns' })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateTeamAppDto): Promise<TeamApp> {
    const { team, personal = false, locked = false, ...wish } = body;
    if (team === undefined || personal) return this.asTeamApp(await this.newApps.make(caller, wish));
    const { id } = await this.teams.open(caller, team);
    const app = await this.newApps.make(caller, wish, id);
    if (locked) await this.commands.execute(new LockTeamApp({ appId: app.id, isLocked: true }));
    return this.present(app.id);
  }

  @Get('apps/:app')
  @Permission('app.read')
  @ApiOperation({ summary: 'One app, of a team or not' })
  info(@CurrentApp() app: AppRow): TeamApp {
    return this.asTeamApp(app);
  }

  @Patch('apps/:app')
  @Permission('app.manage')
  @ApiOperation({ summary: 'Lock or unlock an app of a team, or give it to a team or to a member of its team' })
  async update(
    @CurrentCaller() caller: Caller,
    @CurrentApp() app: AppInReach,
    @Body() { locked, owner }: UpdateTeamAppDto,
  ): Promise<TeamApp> {
    await this.refuseUnlessRuled(caller, app);
    if (owner !== undefined) await this.give(caller, app, owner);
    if (locked !== undefined) await this.commands.execute(new LockTeamApp({ appId: app.id, isLocked: locked }));
    return this.present(app.id);
  }

  private async give(caller: Caller, { id: appId, name, teamId: from }: AppRow, recipient: string): Promise<void> {
    const teamId = recipient.includes('@') ? null : (await this.teams.open(caller, recipient)).id;
    if (teamId === null && from === null) {
      const cure = 'Offer it: jujube apps:transfer';
      throw new UserError('invalid_params', `${name} is of no team, and who gets it is to be asked. ${cure}`);
    }
    await this.commands.execute(new GiveTeamApp({ appId, teamId, recipient }));
  }

  // whoever was let in with `manage` may destroy an app, but not say whose it is
  private async refuseUnlessRuled(caller: Caller, { name, teamId, permissions }: AppInReach): Promise<void> {
    if (permissions === null || (teamId !== null && (await this.teams.isRuled(caller, teamId)))) return;
    throw new UserError('forbidden', `Only who owns ${name} may do this: its owner, or administrators of its team.`);
  }

  private async present(appId: string): Promise<TeamApp> {
    const row = await this.apps.byId(appId);
    if (!row) throw new Error(`app ${appId} vanished while it was answered`);
    return this.asTeamApp(row);
  }

  private asTeamApp(row: AppRow): TeamApp {
    return { ...this.newApps.present(row), joined: true };
  }
}
