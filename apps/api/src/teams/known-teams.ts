import { Injectable } from '@nestjs/common';
import type { Caller } from '@jujube/core/access/caller.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { TeamQueries, type TeamMemberRow, type TeamRow } from '@jujube/usecases/teams/team.queries.js';

/** Teams by what requests name them by, as far as the caller is in them or administers the installation. */
@Injectable()
export class KnownTeams {
  constructor(private readonly queries: TeamQueries) {}

  /** Throws `not_found`, for another's team just as for none. */
  async named(caller: Caller, idOrName: string): Promise<TeamRow> {
    const found = await this.queries.find(caller, idOrName);
    if (found) return found;
    const message = `Couldn't find that team (${idOrName.slice(0, 60)}). See: jujube teams`;
    throw new UserError('not_found', message, { resource: 'team' });
  }

  /** One that the caller may change. Throws `not_found` and `forbidden`. */
  async ruled(caller: Caller, idOrName: string): Promise<TeamRow> {
    const team = await this.named(caller, idOrName);
    if (caller.isAdmin || team.role === 'admin') return team;
    throw new UserError('forbidden', `Only administrators of ${team.name} may do this.`);
  }

  async isRuled(caller: Caller, teamId: string): Promise<boolean> {
    return caller.isAdmin || (await this.queries.find(caller, teamId))?.role === 'admin';
  }

  /** One in which the caller may have apps. Throws `not_found` and `forbidden`. */
  async open(caller: Caller, idOrName: string): Promise<TeamRow> {
    const team = await this.named(caller, idOrName);
    if (caller.isAdmin || team.role === 'admin' || team.role === 'member') return team;
    throw new UserError('forbidden', `You may not give apps to ${team.name}: you are not a member.`);
  }

  /** @param key id of the membership, or id or e-mail address of the user. Throws `not_found`. */
  async member(team: TeamRow, key: string): Promise<TeamMemberRow> {
    const found = await this.queries.member(team.id, key);
    if (found) return found;
    throw new UserError('not_found', `${key.slice(0, 80)} is not in ${team.name}.`, { resource: 'member' });
  }
}
