import { randomUUID } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { HostProbes } from '@jujube/database/host-probes/host-probes.js';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';
import { Nudges } from '@jujube/database/nudges.js';
import { checkHost, type HostWish } from './check-host.js';
import { refuseBadReport } from './refuse-bad-report.js';
import { refuseKnownUrl, refuseSharedPorts } from './refuse-known-engine.js';
import { sealCredentials } from './seal-credentials.js';

const ANSWER_WITHIN_MS = 10_000;

export interface RegisteredHost {
  readonly id: string;
  readonly report: HostReport;
}

/** Takes a Docker engine into service, once the scheduler has reached it and found what it needs. */
export class RegisterHost extends Command<RegisteredHost> {
  constructor(
    readonly input: HostWish & { /** accept what fails a check, though it was reached */ readonly isForced: boolean },
  ) {
    super();
  }
}

@CommandHandler(RegisterHost)
export class RegisterHostHandler implements ICommandHandler<RegisterHost> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly probes: HostProbes,
    private readonly box: SecretBox,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: RegisterHost): Promise<RegisteredHost> {
    const host = checkHost(input);
    await this.refuseTaken(host);
    const id = randomUUID();
    const { name, url, tls, ssh } = host;
    const report = await this.probes.ask({ id, name, url, tls, ssh }, ANSWER_WITHIN_MS);
    refuseBadReport(name, report, input.isForced);
    await refuseSharedPorts(this.dataSource.manager, { id: null, name }, host.address ?? report.address);
    await this.insert(id, host);
    await this.nudges.send('wanted');
    return { id, report };
  }

  private async refuseTaken({ name, url }: HostWish): Promise<void> {
    const rows: unknown[] = await this.dataSource.query('select from hosts where name = $1', [name]);
    if (rows.length > 0) throw taken(name);
    await refuseKnownUrl(this.dataSource.manager, { id: null, name }, url);
  }

  private async insert(id: string, host: HostWish): Promise<void> {
    const { name, url, address, ssh, labels, pool, sandbox } = host;
    const sealed = sealCredentials(this.box, id, host);
    const rows: unknown[] = await this.dataSource.query(
      `insert into hosts (id, name, url, address, credentials_encrypted, ssh_host_key, labels, pool, sandbox)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (name) do nothing returning id`,
      [id, name, url, address ?? null, sealed, ssh?.hostKey ?? null, labels, pool, sandbox],
    );
    if (rows.length === 0) throw taken(name);
  }
}

function taken(name: string): UserError {
  return new UserError(
    'conflict',
    `There is a host ${name} already. Choose another name, or remove it: jujube hosts:remove ${name}`,
  );
}
