import { randomInt } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { readCertificate } from '@jujube/certificates/read-certificate.js';
import { randomEndpointName } from '@jujube/core/certificate/random-endpoint-name.js';
import type { ServerCertificate } from '@jujube/core/certificate/server-certificate.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { Nudges } from '@jujube/database/nudges.js';
import { attachToFreeDomains } from '@jujube/database/sni-endpoints/attach-domains.js';
import { insertEndpoint } from '@jujube/database/sni-endpoints/endpoint-rows.js';
import { inTransaction } from '@jujube/database/transaction.js';

const MOST_PER_APP = 100;
const ATTEMPTS = 5;

/** Gives an app a certificate, which is shown for the domains that it covers and that have none. Answers its id. */
export class AddSniEndpoint extends Command<string> {
  constructor(readonly input: { readonly appId: string; readonly chain: string; readonly key: string }) {
    super();
  }
}

@CommandHandler(AddSniEndpoint)
export class AddSniEndpointHandler implements ICommandHandler<AddSniEndpoint> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: AddSniEndpoint): Promise<string> {
    const certificate = readCertificate(input, new Date());
    return inTransaction(this.dataSource, async (manager) => {
      const { id: appId } = await lockApp(manager, input.appId);
      await refuseTooMany(manager, appId);
      const id = await this.insert(manager, appId, certificate);
      await attachToFreeDomains(manager, { appId, id, names: certificate.names });
      await this.nudges.send('routes', manager);
      return id;
    });
  }

  private async insert(manager: EntityManager, appId: string, certificate: ServerCertificate): Promise<string> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const name = randomEndpointName(randomInt(2 ** 40));
      const id = await insertEndpoint(manager, this.box, { appId, name, certificate, isAcm: false });
      if (id !== null) return id;
    }
    throw new UserError('conflict', 'No free name was found for the certificate. Ask again.');
  }
}

async function refuseTooMany(manager: EntityManager, appId: string): Promise<void> {
  const [row]: { count: number }[] = await manager.query(
    'select count(*)::int as count from sni_endpoints where app_id = $1',
    [appId],
  );
  if ((row?.count ?? 0) < MOST_PER_APP) return;
  const message = `The app has ${MOST_PER_APP} certificates, which is the most. Remove one first: jujube certs:remove`;
  throw new UserError('invalid_params', message);
}
