import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Ends a build: at once while nobody works on it, else its worker does it within seconds. */
export class CancelBuild extends Command<void> {
  constructor(readonly input: { appId: string; buildId: string; by: string }) {
    super();
  }
}

@CommandHandler(CancelBuild)
export class CancelBuildHandler implements ICommandHandler<CancelBuild> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: CancelBuild): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await lockApp(manager, input.appId);
      const [rows]: [{ isIdle: boolean }[], number] = await manager.query(
        `update builds set is_cancel_requested = true, updated_at = now()
         where id = $1 and app_id = $2 and state = 'pending'
         returning lease_until is null or lease_until < now() as "isIdle"`,
        [input.buildId, input.appId],
      );
      if (!rows[0]) throw new UserError('conflict', 'That build has ended already: there is nothing to cancel.');
      if (rows[0].isIdle) {
        await manager.query(END_IDLE, [input.buildId, `cancelled by ${input.by}`]);
        await manager.query(`update tasks set state = 'finished', updated_at = now() where build_id = $1`, [
          input.buildId,
        ]);
      }
      await this.nudges.send('builds', manager, input.buildId);
      await this.nudges.send('wanted', manager);
    });
  }
}

// with a new fence: a worker whose lease ran out writes nothing any more
const END_IDLE = `
update builds set state = 'cancelled', failure = $2, fence = fence + 1, lease_until = null, finished_at = now() where id = $1`;
