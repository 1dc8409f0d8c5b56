import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { refuseMissing } from './refuse-missing.js';

/** Lets somebody into an app no longer. */
export class RemoveCollaborator extends Command<void> {
  constructor(readonly input: { appId: string; collaboratorId: string }) {
    super();
  }
}

@CommandHandler(RemoveCollaborator)
export class RemoveCollaboratorHandler implements ICommandHandler<RemoveCollaborator> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: RemoveCollaborator): Promise<void> {
    const [rows]: [unknown[], number] = await this.dataSource.query(
      'delete from collaborators where app_id = $1 and id = $2 returning id',
      [input.appId, input.collaboratorId],
    );
    refuseMissing(rows);
  }
}
