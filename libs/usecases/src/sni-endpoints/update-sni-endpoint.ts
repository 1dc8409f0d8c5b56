import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { readCertificate } from '@jujube/certificates/read-certificate.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource } from '@jujube/database/connection.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { Nudges } from '@jujube/database/nudges.js';
import { attachToFreeDomains, endpointOf, refuseUnlessCovered } from '@jujube/database/sni-endpoints/attach-domains.js';
import { replaceCertificate } from '@jujube/database/sni-endpoints/endpoint-rows.js';
import { inTransaction } from '@jujube/database/transaction.js';

export interface SniEndpointChange {
  readonly appId: string;
  readonly endpointId: string;
  readonly chain: string;
  readonly key: string;
}

/** Puts another certificate in the place of one, for all domains that it is shown for. */
export class UpdateSniEndpoint extends Command<void> {
  constructor(readonly input: SniEndpointChange) {
    super();
  }
}

@CommandHandler(UpdateSniEndpoint)
export class UpdateSniEndpointHandler implements ICommandHandler<UpdateSniEndpoint> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: UpdateSniEndpoint): Promise<void> {
    const certificate = readCertificate(input, new Date());
    await inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const { id, name, isAcm } = await endpointOf(manager, app.id, input.endpointId);
      if (isAcm) {
        const message = `${name} is renewed by the platform. Add yours beside it: jujube certs:add -a ${app.name}`;
        throw new UserError('invalid_params', message);
      }
      const shownFor: { hostname: string }[] = await manager.query(
        'select hostname from domains where sni_endpoint_id = $1 order by hostname',
        [id],
      );
      const { names } = certificate;
      for (const { hostname } of shownFor) refuseUnlessCovered({ name: `for ${name}`, names }, hostname);
      await replaceCertificate(manager, this.box, { id, certificate });
      await attachToFreeDomains(manager, { appId: app.id, id, names });
      await this.nudges.send('routes', manager);
    });
  }
}
