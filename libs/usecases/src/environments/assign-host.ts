import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface Assignment {
  readonly hostId: string;
  /** null: it serves apps that are in no environment */
  readonly environmentId: string | null;
}

/** Gives a host to an environment. Throws `conflict` while dynos or tasks are on it: they belong where it was. */
export class AssignHost extends Command<void> {
  constructor(readonly input: Assignment) {
    super();
  }
}

@CommandHandler(AssignHost)
export class AssignHostHandler implements ICommandHandler<AssignHost> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input: { hostId, environmentId } }: AssignHost): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      // whoever places holds the row as well
      const [host]: { name: string; environmentId: string | null }[] = await manager.query(
        'select name, environment_id as "environmentId" from hosts where id = $1 for update',
        [hostId],
      );
      if (!host || host.environmentId === environmentId) return;
      const [{ count }]: [{ count: number }] = await manager.query(
        `select ((select count(*) from dynos where host_id = $1 and state not in ('stopped', 'crashed', 'lost'))
           + (select count(*) from tasks where host_id = $1 and state = 'placed'))::integer as count`,
        [hostId],
      );
      if (count > 0) {
        const message = `${host.name} has ${count} dynos and tasks. Empty it first: jujube hosts:drain ${host.name}`;
        throw new UserError('conflict', message);
      }
      await manager.query('update hosts set environment_id = $2, updated_at = now() where id = $1', [
        hostId,
        environmentId,
      ]);
      await this.nudges.send('wanted', manager);
    });
  }
}
