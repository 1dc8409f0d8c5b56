import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { endpointOf, refuseUnlessCovered } from '@jujube/database/sni-endpoints/attach-domains.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface DomainChange {
  readonly appId: string;
  readonly domainId: string;
  /** id or name of a certificate of the app; null: the installation's own */
  readonly sniEndpoint: string | null;
}

/** Shows another certificate for a custom domain. */
export class UpdateDomain extends Command<void> {
  constructor(readonly input: DomainChange) {
    super();
  }
}

@CommandHandler(UpdateDomain)
export class UpdateDomainHandler implements ICommandHandler<UpdateDomain> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input: { appId, domainId, sniEndpoint } }: UpdateDomain): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, appId);
      const [domain]: { hostname: string; kind: string }[] = await manager.query(
        'select hostname, kind from domains where id = $1 and app_id = $2',
        [domainId, app.id],
      );
      if (!domain) throw new UserError('not_found', 'The domain was removed just now.', { resource: 'domain' });
      if (domain.kind !== 'custom') {
        const message = `${domain.hostname} is below the base domain, whose certificate the operator gives.`;
        throw new UserError('invalid_params', message);
      }
      const endpoint = sniEndpoint === null ? null : await endpointOf(manager, app.id, sniEndpoint);
      if (endpoint) refuseUnlessCovered(endpoint, domain.hostname);
      await manager.query('update domains set sni_endpoint_id = $2, updated_at = now() where id = $1', [
        domainId,
        endpoint?.id ?? null,
      ]);
      await this.nudges.send('routes', manager);
    });
  }
}
