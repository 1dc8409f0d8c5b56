import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { lockHost } from './change-host.js';

/** Forgets a host. Its dynos, if any are accepted to be on it, count as lost and start elsewhere. */
export class RemoveHost extends Command<void> {
  constructor(readonly input: { hostId: string; /** though something is on it */ isForced: boolean }) {
    super();
  }
}

@CommandHandler(RemoveHost)
export class RemoveHostHandler implements ICommandHandler<RemoveHost> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input: { hostId, isForced } }: RemoveHost): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const { name } = await lockHost(manager, hostId);
      if (!isForced) await refuseInUse(manager, { hostId, name });
      await manager.query(
        `update tasks set state = 'queued', host_id = null, updated_at = now() where host_id = $1 and state = 'placed'`,
        [hostId],
      );
      await manager.query('delete from hosts where id = $1', [hostId]);
      await this.nudges.send('wanted', manager);
    });
  }
}

async function refuseInUse(manager: EntityManager, host: { hostId: string; name: string }): Promise<void> {
  const rows: { dynos: number; builds: number }[] = await manager.query(
    `select (select count(*)::integer from dynos where host_id = $1 and state not in ('stopped', 'crashed', 'lost')) as dynos,
       (select count(*)::integer from tasks where host_id = $1 and state = 'placed') as builds`,
    [host.hostId],
  );
  const { dynos, builds } = rows[0]!;
  if (dynos + builds === 0) return;
  throw new UserError(
    'conflict',
    `${host.name} still has ${dynos} dynos and ${builds} builds. Move them away first: jujube hosts:drain ${host.name}; or give them up with --force.`,
  );
}
