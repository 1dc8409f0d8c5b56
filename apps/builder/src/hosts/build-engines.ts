import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { Engines } from '@jujube/containers/engines.js';
import { BuildHosts } from '@jujube/database/hosts/build-hosts.js';
import { SANDBOXES, type Sandbox } from '../container/sandbox.js';
import { HostLost } from '../run/build-failure.js';
import { SETTINGS, type BuilderSettings } from '../settings.provider.js';

/** The engines of registered hosts, opened when first needed. */
@Injectable()
export class BuildEngines implements OnModuleDestroy {
  private readonly engines: Engines;

  constructor(
    private readonly hosts: BuildHosts,
    @Inject(SETTINGS) settings: BuilderSettings,
  ) {
    this.engines = new Engines({ installation: settings.installationId });
  }

  async on(hostId: string): Promise<{ engine: ContainerEngine; sandbox: Sandbox }> {
    const host = await this.hosts.one(hostId);
    if (!host) throw new HostLost(hostId);
    return { engine: this.engines.for(host.connection), sandbox: SANDBOXES[host.sandbox] };
  }

  async reachable(): Promise<ContainerEngine[]> {
    return (await this.hosts.reachable()).map((host) => this.engines.for(host));
  }

  async onModuleDestroy(): Promise<void> {
    await this.engines.closeAll();
  }
}
