import { randomInt } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { parseAppName } from '@jujube/core/app/app-name.js';
import { randomAppName } from '@jujube/core/app/random-app-name.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DEFAULT_DEADLINE_SECONDS, parseDeadline } from '@jujube/core/release/deadline.js';
import { initialRelease } from '@jujube/core/release/next-release.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { ReleaseLedger } from '@jujube/database/releases/release-ledger.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { refuseUsedRepository } from './refuse-used-repository.js';

export interface CreateAppInput {
  readonly ownerId: string;
  /** absent: one is invented */
  readonly name?: string;
  readonly deadlineSeconds?: number;
  readonly baseDomain: string;
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
      await refuseUsedRepository(manager, name, null);
      const id = await insertApp(manager, [name, input.ownerId, deadlineSeconds]);
      await manager.query(`insert into domains (app_id, hostname, kind) values ($1, $2, 'heroku')`, [
        id,
        `${name}.${input.baseDomain}`,
      ]);
      const origin = { createdBy: input.ownerId };
      await this.ledger.add(manager, { id, name, deadlineSeconds }, { next: initialRelease(), origin });
      await this.nudges.send('routes', manager);
      return id;
    });
  }
}

async function insertApp(
  manager: EntityManager,
  row: [name: string, ownerId: string, deadlineSeconds: number],
): Promise<string> {
  const rows: { id: string }[] = await manager.query(
    `insert into apps (name, owner_id, deadline_seconds) values ($1, $2, $3) on conflict (name) do nothing returning id`,
    row,
  );
  if (!rows[0])
    throw new UserError('invalid_params', `Name ${row[0]} is already taken. Choose another name for the app.`);
  return rows[0].id;
}
