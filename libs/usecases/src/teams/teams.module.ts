import { Module } from '@nestjs/common';
import { CreateTeamHandler } from './create-team.js';
import { DestroyTeamHandler } from './destroy-team.js';
import { GiveTeamAppHandler } from './give-team-app.js';
import { LockTeamAppHandler } from './lock-team-app.js';
import { RemoveTeamMemberHandler } from './remove-team-member.js';
import { RenameTeamHandler } from './rename-team.js';
import { SetTeamMemberHandler } from './set-team-member.js';
import { TeamQueries } from './team.queries.js';

@Module({
  providers: [
    CreateTeamHandler,
    RenameTeamHandler,
    DestroyTeamHandler,
    SetTeamMemberHandler,
    RemoveTeamMemberHandler,
    GiveTeamAppHandler,
    LockTeamAppHandler,
    TeamQueries,
  ],
  exports: [TeamQueries],
})
export class TeamsModule {}
