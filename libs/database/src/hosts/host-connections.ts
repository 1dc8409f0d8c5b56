import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SEALED } from '../encryption/sealed-context.js';
import { SecretBox } from '../encryption/secret-box.js';

/** How to reach a registered engine, secrets in clear: never into logs or errors. */
export interface RegisteredHost {
  id: string;
  name: string;
  url: string;
  tls?: { ca: string; cert: string; key: string };
  ssh?: { privateKey?: string; hostKey: string };
  /** address of its published ports, when its operator named one */
  address: string | null;
}

interface Row {
  id: string;
  name: string;
  url: string;
  address: string | null;
  credentialsEncrypted: Buffer | null;
  sshHostKey: string | null;
}

/** Opens what is stored about reaching hosts. */
@Injectable()
export class HostConnections {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
  ) {}

  async all(): Promise<RegisteredHost[]> {
    const rows: Row[] = await this.dataSource.query(`${HOSTS} order by id`);
    return rows.map((row) => this.open(row));
  }

  async one(hostId: string): Promise<RegisteredHost | null> {
    const rows: Row[] = await this.dataSource.query(`${HOSTS} where id = $1`, [hostId]);
    return rows[0] ? this.open(rows[0]) : null;
  }

  private open({ id, name, url, address, credentialsEncrypted, sshHostKey }: Row): RegisteredHost {
    const opened = credentialsEncrypted?.length
      ? this.box.open(credentialsEncrypted, SEALED.hostCredentials(id))
      : '{}';
    const { tls, ssh } = JSON.parse(opened.toString()) as Pick<RegisteredHost, 'tls' | 'ssh'>;
    return { id, name, url, address, tls, ssh: sshHostKey ? { ...ssh, hostKey: sshHostKey } : undefined };
  }
}

const HOSTS = `
select id, name, url, address, credentials_encrypted as "credentialsEncrypted", ssh_host_key as "sshHostKey" from hosts`;
