import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { selectedTypes, type DynoSelection } from './selected-slots.js';

const WHOLE_TYPE = 0;

/** Replaces dynos by new ones of the same release, as a rolling update; held ones come back. */
export class RestartDynos extends Command<void> {
  constructor(readonly input: { appId: string; selection: DynoSelection }) {
    super();
  }
}

@CommandHandler(RestartDynos)
export class RestartDynosHandler implements ICommandHandler<RestartDynos> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input: { appId, selection } }: RestartDynos): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await lockApp(manager, appId);
      const slot = selection.kind === 'slot' ? selection.slot : WHOLE_TYPE;
      for (const { processType } of await selectedTypes(manager, appId, selection)) {
        await askRestart(manager, [appId, processType, slot]);
      }
      await this.nudges.send('wanted', manager);
    });
  }
}

async function askRestart(
  manager: EntityManager,
  key: [appId: string, processType: string, slot: number],
): Promise<void> {
  await manager.query(
    `insert into slot_wishes as w (app_id, process_type, slot, restart) values ($1, $2, $3, 1)
     on conflict (app_id, process_type, slot) do update set restart = w.restart + 1, updated_at = now()`,
    key,
  );
  await manager.query(
    `update slot_wishes set is_stopped = false, updated_at = now()
     where app_id = $1 and process_type = $2 and is_stopped and ($3 = ${WHOLE_TYPE} or slot = $3)`,
    key,
  );
}
