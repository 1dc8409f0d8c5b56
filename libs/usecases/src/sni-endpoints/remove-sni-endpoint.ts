import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { endpointOf } from '@jujube/database/sni-endpoints/attach-domains.js';
import { inTransaction } from '@jujube/database/transaction.js';

/** Takes a certificate away with its key. Its domains are served with the installation's own from then on. */
export class RemoveSniEndpoint extends Command<void> {
  constructor(readonly input: { readonly appId: string; readonly endpointId: string }) {
    super();
  }
}

@CommandHandler(RemoveSniEndpoint)
export class RemoveSniEndpointHandler implements ICommandHandler<RemoveSniEndpoint> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: RemoveSniEndpoint): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const { id, name, isAcm } = await endpointOf(manager, app.id, input.endpointId);
      if (isAcm) {
        const message = `${name} is looked after by the platform. Turn that off: jujube certs:auto:disable -a ${app.name}`;
        throw new UserError('invalid_params', message);
      }
      await manager.query('update domains set updated_at = now() where sni_endpoint_id = $1', [id]);
      await manager.query('delete from sni_endpoints where id = $1', [id]);
      await this.nudges.send('routes', manager);
    });
  }
}
