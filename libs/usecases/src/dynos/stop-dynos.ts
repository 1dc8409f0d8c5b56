import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { selectedTypes, type DynoSelection } from './selected-slots.js';

/** Stops dynos and holds their slots empty until a restart, a scale or a new release. */
export class StopDynos extends Command<void> {
  constructor(readonly input: { appId: string; selection: DynoSelection }) {
    super();
  }
}

@CommandHandler(StopDynos)
export class StopDynosHandler implements ICommandHandler<StopDynos> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input: { appId, selection } }: StopDynos): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await lockApp(manager, appId);
      for (const { processType, quantity } of await selectedTypes(manager, appId, selection)) {
        const [first, last] = selection.kind === 'slot' ? [selection.slot, selection.slot] : [1, quantity];
        await manager.query(
          `insert into slot_wishes (app_id, process_type, slot, is_stopped)
           select $1, $2, slot, true from generate_series($3::integer, $4::integer) slot
           on conflict (app_id, process_type, slot) do update set is_stopped = true, updated_at = now()`,
          [appId, processType, first, last],
        );
      }
      await this.nudges.send('wanted', manager);
    });
  }
}
