import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { setHostDuty } from './change-host.js';

/** Lets a host take dynos again. */
export class UncordonHost extends Command<void> {
  constructor(readonly input: { hostId: string }) {
    super();
  }
}

@CommandHandler(UncordonHost)
export class UncordonHostHandler implements ICommandHandler<UncordonHost> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: UncordonHost): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await setHostDuty(manager, input.hostId, { isCordoned: false, isDraining: false });
      await this.nudges.send('wanted', manager);
    });
  }
}
