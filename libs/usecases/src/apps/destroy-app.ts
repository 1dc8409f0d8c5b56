import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Forgets an app with all that belongs to it; the scheduler then stops its dynos. */
export class DestroyApp extends Command<void> {
  constructor(readonly input: { appId: string }) {
    super();
  }
}

@CommandHandler(DestroyApp)
export class DestroyAppHandler implements ICommandHandler<DestroyApp> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: DestroyApp): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await lockApp(manager, input.appId);
      await manager.query('delete from apps where id = $1', [input.appId]);
      await this.nudges.send('wanted', manager);
      await this.nudges.send('routes', manager);
      // whoever builds for it or follows its output looks, and finds nothing
      await this.nudges.send('builds', manager);
    });
  }
}
