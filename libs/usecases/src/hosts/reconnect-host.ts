import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { HostProbes } from '@jujube/database/host-probes/host-probes.js';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { lockHost } from './change-host.js';
import { checkConnection, type ConnectionWish } from './check-host.js';
import { refuseBadReport } from './refuse-bad-report.js';
import { refuseKnownUrl, refuseSharedPorts, type ReachedHost } from './refuse-known-engine.js';
import { sealCredentials } from './seal-credentials.js';

const ANSWER_WITHIN_MS = 10_000;

export interface ReconnectHostInput extends ConnectionWish {
  readonly host: ReachedHost & { readonly id: string };
  /** accept what fails a check, though it was reached */
  readonly isForced: boolean;
}

/**
 * Reaches an engine in another way from now on, once the scheduler has tried it. What runs there stays; if another engine
 * answers, the dynos of the former one count as lost and start again.
 */
export class ReconnectHost extends Command<HostReport> {
  constructor(readonly input: ReconnectHostInput) {
    super();
  }
}

@CommandHandler(ReconnectHost)
export class ReconnectHostHandler implements ICommandHandler<ReconnectHost> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly probes: HostProbes,
    private readonly box: SecretBox,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: ReconnectHost): Promise<HostReport> {
    const { host, isForced } = input;
    const { url, address, tls, ssh } = checkConnection(input);
    await refuseKnownUrl(this.dataSource.manager, host, url);
    const report = await this.probes.ask({ ...host, url, tls, ssh }, ANSWER_WITHIN_MS);
    refuseBadReport(host.name, report, isForced);
    await refuseSharedPorts(this.dataSource.manager, host, address ?? report.address);
    await this.write(host.id, { url, address, tls, ssh });
    return report;
  }

  private async write(hostId: string, wish: ConnectionWish): Promise<void> {
    const row = [hostId, wish.url, wish.address ?? null, sealCredentials(this.box, hostId, wish)];
    await inTransaction(this.dataSource, async (manager) => {
      await lockHost(manager, hostId);
      await manager.query(
        `update hosts set url = $2, address = $3, credentials_encrypted = $4, ssh_host_key = $5, updated_at = now()
         where id = $1`,
        [...row, wish.ssh?.hostKey ?? null],
      );
      await this.nudges.send('wanted', manager);
    });
  }
}
