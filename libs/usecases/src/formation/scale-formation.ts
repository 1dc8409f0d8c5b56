import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { refuseImpossible } from '@jujube/core/formation/refuse-impossible.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { pendingDeployment } from '@jujube/database/deployments/new-deployment.js';
import { currentFormation } from '@jujube/database/formations/current-formation.js';
import { knownHosts } from '@jujube/database/hosts/known-hosts.js';
import { Nudges } from '@jujube/database/nudges.js';
import { releaseHeldSlots } from '@jujube/database/slot-wishes/release-held-slots.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { changeFormation, wishOf, type FormationChange } from '@jujube/core/formation/change-formation.js';
import { refuseOtherStrategy } from '@jujube/core/update/refuse-other-strategy.js';
import { writeFormation } from '@jujube/database/formations/write-formation.js';

/** How many dynos of each process type, how big, where, and how they prove that they are well: all of it or nothing. */
export class ScaleFormation extends Command<void> {
  constructor(readonly input: { appId: string; changes: readonly FormationChange[] }) {
    super();
  }
}

@CommandHandler(ScaleFormation)
export class ScaleFormationHandler implements ICommandHandler<ScaleFormation> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: ScaleFormation): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const formation = new Map((await currentFormation(manager, app.id)).map((row) => [row.processType, row]));
      const hosts = await knownHosts(manager);
      const pending = await pendingDeployment(manager, app.id);
      for (const change of input.changes) {
        const row = formation.get(change.processType);
        if (!row) throw noSuchType(change.processType, [...formation.keys()]);
        const changed = changeFormation(row, change, app.name);
        refuseImpossible(wishOf(changed), hosts);
        refuseOtherStrategy(row, changed, pending);
        formation.set(change.processType, changed);
        await writeFormation(manager, changed);
        if (change.quantity !== undefined) await releaseHeldSlots(manager, app.id, change.processType);
      }
      await this.nudges.send('wanted', manager);
    });
  }
}

function noSuchType(processType: string, known: readonly string[]): UserError {
  const hint = known.length > 0 ? `It has: ${known.join(', ')}.` : 'It has none before its first build.';
  return new UserError('not_found', `Couldn't find that process type (${processType}). ${hint}`, {
    resource: 'formation',
  });
}
