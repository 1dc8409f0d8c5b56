import { randomUUID } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { DataSource } from '@jujube/database/connection.js';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { HostProbes } from '@jujube/database/host-probes/host-probes.js';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';
import { Nudges } from '@jujube/database/nudges.js';
import { checkHost, type HostWish } from './check-host.js';
import { refuseBadReport } from './refuse-bad-report.js';

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
    await this.refuseSharedPorts(host, report);
    await this.insert(id, host);
    await this.nudges.send('wanted');
    return { id, report };
  }

  private async refuseTaken({ name, url }: HostWish): Promise<void> {
    const rows: { name: string }[] = await this.dataSource.query(
      'select name from hosts where name = $1 or url = $2 order by name = $1 desc limit 1',
      [name, url],
    );
    if (rows[0]) throw rows[0].name === name ? taken(name) : sameEngine(name, rows[0].name);
  }

  /** One engine by two addresses (tcp and ssh, name and number) would be counted, and its ports given away, twice. */
  private async refuseSharedPorts({ name, address }: HostWish, report: HostReport): Promise<void> {
    const rows: { name: string }[] = await this.dataSource.query(
      `select h.name from hosts h left join host_status s on s.host_id = h.id
       where coalesce(h.address, s.address) = $1 limit 1`,
      [address ?? report.address],
    );
    if (rows[0]) throw sameEngine(name, rows[0].name);
  }

  private async insert(id: string, { name, url, address, tls, ssh, labels, pool, sandbox }: HostWish): Promise<void> {
    const secrets = { tls, ...(ssh?.privateKey !== undefined && { ssh: { privateKey: ssh.privateKey } }) };
    const sealed = this.box.seal(JSON.stringify(secrets), SEALED.hostCredentials(id));
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

function sameEngine(name: string, known: string): UserError {
  return new UserError(
    'conflict',
    `${name} is where ${known} is: the same engine, or one that publishes its ports at the same address. ` +
      `An engine is registered once. Nothing was written.`,
  );
}
