import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Team } from '@jujube/contract/team.js';
import { APP_PERMISSIONS } from '@jujube/core/access/app-permissions.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { CreateTeam } from '@jujube/usecases/teams/create-team.js';
import { DestroyTeam } from '@jujube/usecases/teams/destroy-team.js';
import { RenameTeam } from '@jujube/usecases/teams/rename-team.js';
import { TeamQueries } from '@jujube/usecases/teams/team.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { TokenCache } from '../auth/token-cache.js';
import { presentAppPermission } from '../collaborators/present-collaborator.js';
import { KnownTeams } from './known-teams.js';
import { presentTeam } from './present-team.js';
import { CreateTeamDto, UpdateTeamDto } from './team.dto.js';

@ApiTags('teams')
@Controller('teams')
export class TeamController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: TeamQueries,
    private readonly teams: KnownTeams,
    private readonly tokens: TokenCache,
  ) {}

  @Get()
  @Permission('team.read')
  @ApiOperation({ summary: 'The teams that you are in' })
  async list(@CurrentCaller() caller: Caller): Promise<Team[]> {
    return (await this.queries.list(caller)).map(presentTeam);
  }

  @Get('permissions')
  @Permission('team.read')
  @ApiOperation({ summary: 'What can be given on an app' })
  permissions(): { name: string; description: string }[] {
    return APP_PERMISSIONS.map(presentAppPermission);
  }

  @Get(':team')
  @Permission('team.read')
  @ApiOperation({ summary: 'One team, by id or name' })
  async info(@CurrentCaller() caller: Caller, @Param('team') key: string): Promise<Team> {
    return presentTeam(await this.teams.named(caller, key));
  }

  @Get(':team/features')
  @Permission('team.read')
  @ApiOperation({ summary: 'Features that can be switched for a team: none' })
  async features(@CurrentCaller() caller: Caller, @Param('team') key: string): Promise<[]> {
    await this.teams.named(caller, key);
    return [];
  }

  @Post()
  @Permission('team.write')
  @ApiOperation({ summary: 'Make a team, with yourself as its administrator' })
  async create(@CurrentCaller() caller: Caller, @Body() { name }: CreateTeamDto): Promise<Team> {
    return this.info(caller, await this.commands.execute(new CreateTeam({ name, adminId: caller.userId })));
  }

  @Patch(':team')
  @Permission('team.write')
  @ApiOperation({ summary: 'Rename a team' })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('team') key: string,
    @Body() { name }: UpdateTeamDto,
  ): Promise<Team> {
    const { id: teamId } = await this.teams.ruled(caller, key);
    await this.commands.execute(new RenameTeam({ teamId, name }));
    return this.info(caller, teamId);
  }

  @Delete(':team')
  @Permission('team.write')
  @ApiOperation({ summary: 'Forget a team that owns no apps' })
  async destroy(@CurrentCaller() caller: Caller, @Param('team') key: string): Promise<Team> {
    const row = await this.teams.ruled(caller, key);
    await this.commands.execute(new DestroyTeam({ teamId: row.id }));
    this.tokens.clear();
    return presentTeam(row);
  }
}
