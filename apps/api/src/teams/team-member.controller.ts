import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { TeamMember } from '@jujube/contract/team.js';
import type { Caller } from '@jujube/core/access/caller.js';
import { RemoveTeamMember } from '@jujube/usecases/teams/remove-team-member.js';
import { SetTeamMember } from '@jujube/usecases/teams/set-team-member.js';
import { TeamQueries, type TeamRow } from '@jujube/usecases/teams/team.queries.js';
import { CurrentCaller } from '../auth/caller.js';
import { Permission } from '../auth/permission.js';
import { TokenCache } from '../auth/token-cache.js';
import { KnownTeams } from './known-teams.js';
import { presentTeamMember } from './present-team.js';
import { TeamMemberDto } from './team.dto.js';

@ApiTags('teams')
@Controller('teams/:team/members')
export class TeamMemberController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: TeamQueries,
    private readonly teams: KnownTeams,
    private readonly tokens: TokenCache,
  ) {}

  @Get()
  @Permission('team.read')
  @ApiOperation({ summary: 'Who is in the team' })
  async list(@CurrentCaller() caller: Caller, @Param('team') key: string): Promise<TeamMember[]> {
    const { id } = await this.teams.named(caller, key);
    return (await this.queries.members(id)).map(presentTeamMember);
  }

  @Put()
  @Permission('team.write')
  @ApiOperation({ summary: 'Take somebody into the team, or change what they are there' })
  async put(
    @CurrentCaller() caller: Caller,
    @Param('team') key: string,
    @Body() body: TeamMemberDto,
  ): Promise<TeamMember> {
    return this.set(await this.teams.ruled(caller, key), body);
  }

  @Post()
  @HttpCode(201)
  @Permission('team.write')
  @ApiOperation({ summary: 'Take somebody into the team' })
  async add(
    @CurrentCaller() caller: Caller,
    @Param('team') key: string,
    @Body() body: TeamMemberDto,
  ): Promise<TeamMember> {
    return this.set(await this.teams.ruled(caller, key), body);
  }

  @Patch()
  @Permission('team.write')
  @ApiOperation({ summary: 'Change what somebody is in the team' })
  async update(
    @CurrentCaller() caller: Caller,
    @Param('team') key: string,
    @Body() body: TeamMemberDto,
  ): Promise<TeamMember> {
    const team = await this.teams.ruled(caller, key);
    await this.teams.member(team, body.email);
    return this.set(team, body);
  }

  @Delete(':member')
  @Permission('team.write')
  @ApiOperation({ summary: 'Take somebody out of the team; everybody may leave' })
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('team') key: string,
    @Param('member') memberKey: string,
  ): Promise<TeamMember> {
    const team = await this.teams.named(caller, key);
    const row = await this.teams.member(team, memberKey);
    if (row.userId !== caller.userId) await this.teams.ruled(caller, key);
    await this.commands.execute(new RemoveTeamMember({ teamId: team.id, memberId: row.id }));
    this.tokens.clear();
    return presentTeamMember(row);
  }

  private async set(team: TeamRow, { email: user, role }: TeamMemberDto): Promise<TeamMember> {
    await this.commands.execute(new SetTeamMember({ teamId: team.id, user, role }));
    this.tokens.clear();
    return presentTeamMember(await this.teams.member(team, user));
  }
}
