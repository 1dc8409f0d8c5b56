import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { HostStatus, SandboxMode } from '@jujube/core/cluster/host.js';
import { HostConnections, type RegisteredHost } from './host-connections.js';

export interface BuildHost {
  connection: RegisteredHost;
  /** how far builds are confined there */
  sandbox: SandboxMode;
  /** as the scheduler last saw it; null: never */
  status: HostStatus | null;
}

/** Hosts as places to build on. */
@Injectable()
export class BuildHosts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: HostConnections,
  ) {}

  async one(hostId: string): Promise<BuildHost | null> {
    const [rows, connection] = await Promise.all([
      this.dataSource.query(
        `select h.sandbox, s.status from hosts h left join host_status s on s.host_id = h.id where h.id = $1`,
        [hostId],
      ) as Promise<Pick<BuildHost, 'sandbox' | 'status'>[]>,
      this.connections.one(hostId),
    ]);
    return rows[0] && connection ? { ...rows[0], connection } : null;
  }

  /** Those that can be asked now. */
  async reachable(): Promise<RegisteredHost[]> {
    const rows: { hostId: string }[] = await this.dataSource.query(
      `select host_id as "hostId" from host_status where status = 'ready'`,
    );
    const ready = new Set(rows.map((row) => row.hostId));
    return (await this.connections.all()).filter((host) => ready.has(host.id));
  }
}
