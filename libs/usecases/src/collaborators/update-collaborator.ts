import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { wholePermissions, type AppPermission } from '@jujube/core/access/app-permissions.js';
import { DataSource } from '@jujube/database/connection.js';
import { refuseMissing } from './refuse-missing.js';

export interface CollaboratorChange {
  readonly appId: string;
  readonly collaboratorId: string;
  readonly permissions: readonly AppPermission[];
}

/** Sets anew what a collaborator may do. */
export class UpdateCollaborator extends Command<void> {
  constructor(readonly input: CollaboratorChange) {
    super();
  }
}

@CommandHandler(UpdateCollaborator)
export class UpdateCollaboratorHandler implements ICommandHandler<UpdateCollaborator> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: UpdateCollaborator): Promise<void> {
    const [rows]: [unknown[], number] = await this.dataSource.query(
      'update collaborators set permissions = $3, updated_at = now() where app_id = $1 and id = $2 returning id',
      [input.appId, input.collaboratorId, wholePermissions(input.permissions)],
    );
    refuseMissing(rows);
  }
}
