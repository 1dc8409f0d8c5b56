import type { CreateApp } from '../app.js';
import type { Team, TeamApp, TeamMember, TeamRole } from '../team.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class TeamsClient {
  constructor(private readonly transport: Transport) {}

  list(): Promise<Team[]> {
    return this.transport.json('GET', '/teams');
  }

  create(name: string): Promise<Team> {
    return this.transport.json('POST', '/teams', { name });
  }

  rename(team: string, name: string): Promise<Team> {
    return this.transport.json('PATCH', path`/teams/${team}`, { name });
  }

  destroy(team: string): Promise<Team> {
    return this.transport.json('DELETE', path`/teams/${team}`);
  }

  members(team: string): Promise<TeamMember[]> {
    return this.transport.json('GET', path`/teams/${team}/members`);
  }

  setMember(team: string, member: { email: string; role: TeamRole }): Promise<TeamMember> {
    return this.transport.json('PUT', path`/teams/${team}/members`, member);
  }

  removeMember(team: string, member: string): Promise<TeamMember> {
    return this.transport.json('DELETE', path`/teams/${team}/members/${member}`);
  }

  apps(team: string): Promise<TeamApp[]> {
    return this.transport.json('GET', path`/teams/${team}/apps`);
  }

  createApp(body: CreateApp): Promise<TeamApp> {
    return this.transport.json('POST', '/teams/apps', body);
  }

  updateApp(app: string, body: { locked?: boolean; owner?: string }): Promise<TeamApp> {
    return this.transport.json('PATCH', path`/teams/apps/${app}`, body);
  }
}
