import { Injectable } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { HostFacts } from '@jujube/containers/host-facts.js';
import type { HostReport } from '@jujube/database/host-probes/host-report.js';
import { PullLogins } from '../actor/pull-logins.js';
import { publishedAddress } from '../hosts/host-address.js';
import { findingsOf } from './findings.js';
import { registryFinding } from './registry-finding.js';

/** Looks at an engine that somebody wants to register. */
@Injectable()
export class Preflight {
  constructor(private readonly logins: PullLogins) {}

  async report(url: string, engine: ContainerEngine): Promise<HostReport> {
    const facts = await engine.inspectHost();
    const [address, registry] = await Promise.all([publishedAddress(url, engine), this.registryFindings(engine)]);
    const findings = [...findingsOf(facts, new Date()), ...registry];
    return { isReachable: true, ...capacityOf(facts), address, findings };
  }

  private async registryFindings(engine: ContainerEngine) {
    const { registryHost: host } = this.logins;
    return host === null ? [] : [await registryFinding(engine, { host, logins: this.logins })];
  }
}

function capacityOf({ version, apiVersion, cpuMillis, memoryMib }: HostFacts) {
  return { engineVersion: version, apiVersion, cpuMillis, memoryMib };
}
