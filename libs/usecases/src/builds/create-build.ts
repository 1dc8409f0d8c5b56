import { randomUUID } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DEFAULT_BUILD_RESOURCES } from '@jujube/core/quantity/resources.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { BuildCredentials } from '@jujube/database/builds/build-credentials.js';
import { Nudges } from '@jujube/database/nudges.js';
import { OutboxRepository } from '@jujube/database/outbox/outbox.repository.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { buildSource, type SourceWish } from './build-source.js';

export interface CreateBuildInput {
  readonly appId: string;
  readonly userId: string;
  readonly source: SourceWish;
  /** directories below which sources on the builder's own disk are allowed */
  readonly sourceRoots: readonly string[];
}

/** Asks for a build: its row, the task that reserves a place for it, and the job, all or nothing. Answers its id. */
export class CreateBuild extends Command<string> {
  constructor(readonly input: CreateBuildInput) {
    super();
  }
}

@CommandHandler(CreateBuild)
export class CreateBuildHandler implements ICommandHandler<CreateBuild> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly credentials: BuildCredentials,
    private readonly outbox: OutboxRepository,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: CreateBuild): Promise<string> {
    const id = randomUUID();
    const seal = (plain: string) => this.credentials.seal(id, plain);
    const source = buildSource(input.source, { sourceRoots: input.sourceRoots, seal });
    const { cpuMillis, memoryMib } = DEFAULT_BUILD_RESOURCES;
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      await manager.query(
        `insert into builds (id, app_id, created_by, source, state) values ($1, $2, $3, $4, 'pending')`,
        [id, app.id, input.userId, source],
      );
      await manager.query(`insert into tasks (kind, build_id, cpu_millis, memory_mib) values ('build', $1, $2, $3)`, [
        id,
        cpuMillis,
        memoryMib,
      ]);
      await this.outbox.add(manager, { kind: 'build', rowId: id, generation: 1 });
      await this.nudges.send('wanted', manager);
      return id;
    });
  }
}
