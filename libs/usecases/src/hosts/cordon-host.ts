import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { setHostDuty } from './change-host.js';

/** Keeps new dynos and builds away from a host; what is there stays. */
export class CordonHost extends Command<void> {
  constructor(readonly input: { hostId: string }) {
    super();
  }
}

@CommandHandler(CordonHost)
export class CordonHostHandler implements ICommandHandler<CordonHost> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: CordonHost): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await setHostDuty(manager, input.hostId, { isCordoned: true, isDraining: false });
      await this.nudges.send('wanted', manager);
    });
  }
}
