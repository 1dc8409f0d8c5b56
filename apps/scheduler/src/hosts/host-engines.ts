import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { HostConnection } from '@jujube/containers/host-connection.js';
import { Engines } from '@jujube/containers/engines.js';
import { HostConnections, type RegisteredHost } from '@jujube/database/hosts/host-connections.js';

export interface ConnectedHost {
  host: RegisteredHost;
  engine: ContainerEngine;
}

/** The engines of the registered hosts, by what the database says of them now. */
@Injectable()
export class HostEngines implements OnApplicationShutdown {
  private connected = new Map<string, ConnectedHost>();

  constructor(
    private readonly connections: HostConnections,
    private readonly engines: Engines,
  ) {}

  /** Reads the list of hosts again; engines of hosts that are gone are closed. */
  async refresh(): Promise<ReadonlyMap<string, ConnectedHost>> {
    const hosts = await this.connections.all();
    this.connected = new Map(hosts.map((host) => [host.id, { host, engine: this.engines.for(connectionOf(host)) }]));
    await this.engines.keepOnly(this.connected.keys());
    return this.connected;
  }

  async of(hostId: string): Promise<ContainerEngine> {
    const known = this.connected.get(hostId) ?? (await this.refresh()).get(hostId);
    if (!known) throw new Error(`host ${hostId} is not registered any more`);
    return known.engine;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engines.closeAll();
  }
}

function connectionOf({ id, name, url, tls, ssh }: RegisteredHost): HostConnection {
  return { id, name, url, tls, ssh };
}
