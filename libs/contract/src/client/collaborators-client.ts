import type { Collaborator, CreateCollaborator, UpdateCollaborator } from '../collaborator.js';
import { path } from './path.js';
import type { Transport } from './transport.js';

export class CollaboratorsClient {
  constructor(private readonly transport: Transport) {}

  list(app: string): Promise<Collaborator[]> {
    return this.transport.json('GET', path`/apps/${app}/collaborators`);
  }

  add(app: string, body: CreateCollaborator): Promise<Collaborator> {
    return this.transport.json('POST', path`/apps/${app}/collaborators`, body);
  }

  update(app: string, user: string, body: UpdateCollaborator): Promise<Collaborator> {
    return this.transport.json('PATCH', path`/apps/${app}/collaborators/${user}`, body);
  }

  remove(app: string, user: string): Promise<Collaborator> {
    return this.transport.json('DELETE', path`/apps/${app}/collaborators/${user}`);
  }
}
