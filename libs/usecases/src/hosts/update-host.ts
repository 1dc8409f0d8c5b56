import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { SandboxMode } from '@jujube/core/cluster/host.js';
import { parseHostLabels } from '@jujube/core/host/host-labels.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { lockHost } from './change-host.js';
import { parseHostAddress, parsePool } from './check-host.js';

export interface UpdateHostInput {
  readonly hostId: string;
  readonly address?: string;
  /** merged into those that are there; null removes one */
  readonly labels?: Readonly<Record<string, string | null>>;
  readonly pool?: string;
  readonly sandbox?: SandboxMode;
}

/** Labels a host, moves it to another pool, or says where its ports are reached. Dynos that are there stay. */
export class UpdateHost extends Command<void> {
  constructor(readonly input: UpdateHostInput) {
    super();
  }
}

@CommandHandler(UpdateHost)
export class UpdateHostHandler implements ICommandHandler<UpdateHost> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: UpdateHost): Promise<void> {
    const { hostId, sandbox = null } = input;
    const address = input.address === undefined ? null : parseHostAddress(input.address);
    const pool = input.pool === undefined ? null : parsePool(input.pool);
    await inTransaction(this.dataSource, async (manager) => {
      const { labels: before } = await lockHost(manager, hostId);
      const labels = parseHostLabels(merged(before, input.labels ?? {}));
      await manager.query(
        `update hosts set address = coalesce($2, address), pool = coalesce($3, pool), sandbox = coalesce($4, sandbox),
           labels = $5, updated_at = now() where id = $1`,
        [hostId, address, pool, sandbox, labels],
      );
      await this.nudges.send('wanted', manager);
    });
  }
}

function merged(
  before: Record<string, string>,
  patch: Readonly<Record<string, string | null>>,
): Record<string, string> {
  const entries = Object.entries({ ...before, ...patch });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}
