import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { setHostDuty } from './change-host.js';

/** Moves everything off a host, replacement first, and keeps it empty. */
export class DrainHost extends Command<void> {
  constructor(readonly input: { hostId: string }) {
    super();
  }
}

@CommandHandler(DrainHost)
export class DrainHostHandler implements ICommandHandler<DrainHost> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: DrainHost): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await setHostDuty(manager, input.hostId, { isCordoned: true, isDraining: true });
      await this.nudges.send('wanted', manager);
    });
  }
}
