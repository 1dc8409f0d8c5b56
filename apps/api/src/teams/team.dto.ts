import { TEAM_ROLES, type TeamRole } from '@jujube/core/access/team-role.js';
import { ChoiceField, FlagField, TextField } from '../dto/fields.js';
import { CreateAppDto } from '../apps/app.dto.js';

export class CreateTeamDto {
  @TextField({ max: 60, required: true })
  name!: string;
}

export class UpdateTeamDto {
  @TextField({ max: 60, required: true })
  name!: string;

  @FlagField({ description: 'taken and ignored: there is no team that new apps go to' })
  default?: boolean;
}

export class TeamMemberDto {
  @TextField({ max: 300, required: true, description: 'of somebody who has an account' })
  email!: string;

  @ChoiceField(TEAM_ROLES, { required: true })
  role!: TeamRole;

  @FlagField({ description: 'taken and ignored' })
  federated?: boolean;
}

export class CreateTeamAppDto extends CreateAppDto {
  @TextField({ max: 60, description: 'id or name; absent: the app is yours alone' })
  team?: string;

  @FlagField({ description: 'the app is yours alone' })
  personal?: boolean;

  @FlagField({ description: 'closed to members who are not let in' })
  locked?: boolean;
}

export class UpdateTeamAppDto {
  @FlagField()
  locked?: boolean;

  @TextField({ max: 300, description: 'a team that gets the app, or a member of its team' })
  owner?: string;
}
