import type { Host } from '../cluster/host.js';
import { DomainTally } from './domain-tally.js';
import { type HostDomains, hostDomains } from './host-domains.js';

/** What counting starts from: how many there are on each host. */
export interface HostCounts {
  readonly generation: string | null;
  readonly parts: readonly (ReadonlyMap<number, number> | undefined)[];
}

/** Counts per domain, begun when a rule first asks for them and kept up to date from then on. */
export class DomainTallies {
  private readonly domainsByField = new Map<string, HostDomains>();
  private readonly byService = new Map<string, DomainTally[]>();

  constructor(private readonly hosts: readonly Host[]) {}

  domains(field: string): HostDomains {
    let domains = this.domainsByField.get(field);
    if (!domains) this.domainsByField.set(field, (domains = hostDomains(this.hosts, field)));
    return domains;
  }

  /** One more of the service on this host. */
  add(service: string, host: number): void {
    const tallies = this.byService.get(service);
    if (tallies) for (const tally of tallies) tally.add(host);
  }

  /** One less of the service on this host. */
  remove(service: string, host: number): void {
    for (const tally of this.byService.get(service) ?? []) tally.remove(host);
  }

  known(service: string, field: string, generation: string | null): DomainTally | undefined {
    for (const one of this.byService.get(service) ?? []) {
      if (one.field === field && one.generation === generation) return one;
    }
    return undefined;
  }

  begin(service: string, field: string, { generation, parts }: HostCounts): DomainTally {
    const tally = new DomainTally(field, generation, this.domains(field));
    for (const part of parts) part?.forEach((count, host) => tally.add(host, count));
    const others = this.byService.get(service);
    if (others) others.push(tally);
    else this.byService.set(service, [tally]);
    return tally;
  }
}
