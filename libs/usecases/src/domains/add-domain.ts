import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { parseHostname } from '@jujube/core/domain/hostname.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { endpointOf, refuseUnlessCovered } from '@jujube/database/sni-endpoints/attach-domains.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface NewDomain {
  readonly appId: string;
  readonly hostname: string;
  readonly baseDomain: string;
  /** id or name of a certificate of the app; null: the installation's own */
  readonly sniEndpoint: string | null;
}

/** Lets a custom domain lead to an app. Answers the domain's id. */
export class AddDomain extends Command<string> {
  constructor(readonly input: NewDomain) {
    super();
  }
}

@CommandHandler(AddDomain)
export class AddDomainHandler implements ICommandHandler<AddDomain> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: AddDomain): Promise<string> {
    const hostname = parseHostname(input.hostname, input.baseDomain);
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const { sniEndpoint } = input;
      const endpoint = sniEndpoint === null ? null : await endpointOf(manager, app.id, sniEndpoint);
      if (endpoint) refuseUnlessCovered(endpoint, hostname);
      const rows: { id: string }[] = await manager.query(
        `insert into domains (app_id, hostname, kind, sni_endpoint_id) values ($1, $2, 'custom', $3)
         on conflict (hostname) do nothing returning id`,
        [app.id, hostname, endpoint?.id ?? null],
      );
      if (!rows[0])
        throw new UserError('invalid_params', `${hostname} leads to an app already. Remove it there first.`);
      await this.nudges.send('routes', manager);
      return rows[0].id;
    });
  }
}
