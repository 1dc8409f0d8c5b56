import { randomInt } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { parseAppName } from '@jujube/core/app/app-name.js';
import { randomAppName } from '@jujube/core/app/random-app-name.js';
import { DEFAULT_DEADLINE_SECONDS, parseDeadline } from '@jujube/core/release/deadline.js';
import { addApp } from '@jujube/database/apps/add-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface CreateAppInput {
  readonly ownerId: string;
  /** absent: one is invented */
  readonly name?: string;
  readonly deadlineSeconds?: number;
  readonly baseDomain: string;
  readonly environmentId?: string;
  readonly teamId?: string;
}

/** Makes an app with its v1, in which nothing runs, and its name below the base domain. Answers its id. */
export class CreateApp extends Command<string> {
  constructor(readonly input: CreateAppInput) {
    super();
  }
}

@CommandHandler(CreateApp)
export class CreateAppHandler implements ICommandHandler<CreateApp> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ReleaseLedger,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: CreateApp): Promise<string> {
    const name = parseAppName(input.name ?? randomAppName(randomInt(2 ** 40)));
    const deadlineSeconds = parseDeadline(input.deadlineSeconds ?? DEFAULT_DEADLINE_SECONDS);
    return inTransaction(this.dataSource, async (manager) => {
      const id = await addApp(manager, this.ledger, { ...input, name, deadlineSeconds });
      await this.nudges.send('routes', manager);
      return id;
    });
  }
}
