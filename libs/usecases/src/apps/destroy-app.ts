import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { GoneImagesRepository } from '@jujube/database/gone-images/gone-images.repository.js';
import { Nudges } from '@jujube/database/nudges.js';
import { OutboxRepository } from '@jujube/database/outbox/outbox.repository.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Forgets an app with all that belongs to it; the scheduler then stops its dynos, and its images go. */
export class DestroyApp extends Command<void> {
  constructor(readonly input: { appId: string }) {
    super();
  }
}

@CommandHandler(DestroyApp)
export class DestroyAppHandler implements ICommandHandler<DestroyApp> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly goneImages: GoneImagesRepository,
    private readonly outbox: OutboxRepository,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: DestroyApp): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await lockApp(manager, input.appId);
      await this.giveUpImages(manager, input.appId);
      await manager.query('delete from apps where id = $1', [input.appId]);
      await this.nudges.send('wanted', manager);
      await this.nudges.send('routes', manager);
      // whoever builds for it or follows its output looks, and finds nothing
      await this.nudges.send('builds', manager);
    });
  }

  private async giveUpImages(manager: EntityManager, appId: string): Promise<void> {
    await this.goneImages.add(manager, appId);
    // beyond every release's own job: one of the same generation would count as done
    const [{ generation }] = await manager.query(
      'select coalesce(max(version), 0) + 1 as generation from releases where app_id = $1',
      [appId],
    );
    await this.outbox.add(manager, { kind: 'prune-images', rowId: appId, generation });
  }
}
