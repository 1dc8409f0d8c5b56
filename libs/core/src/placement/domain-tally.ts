import { type HostDomains, NO_DOMAIN } from './host-domains.js';

/** How many dynos of a service are in each domain of one field; sparse, because most services are in few. */
export class DomainTally {
  private readonly counts = new Map<number, number>();

  constructor(
    readonly field: string,
    /** null: all that stay; else those that leave but are of this generation as well */
    readonly generation: string | null,
    private readonly domains: HostDomains,
  ) {}

  get isEmpty(): boolean {
    return this.counts.size === 0;
  }

  add(host: number, times = 1): void {
    const domain = this.domainOf(host);
    if (domain !== NO_DOMAIN) this.counts.set(domain, (this.counts.get(domain) ?? 0) + times);
  }

  domainOf(host: number): number {
    return this.domains.ofHost[host]!;
  }

  /** Where the host is; 0 as well where the host has no such field. */
  countAt(host: number): number {
    return this.counts.get(this.domains.ofHost[host]!) ?? 0;
  }

  /** The smallest count of some domains. */
  least(among: Int32Array): number {
    if (among.length > this.counts.size) return 0;
    return among.reduce((least, domain) => Math.min(least, this.counts.get(domain) ?? 0), Infinity);
  }

  most(): number {
    return Math.max(0, ...this.counts.values());
  }

  /** The domain with most of them, of several the one whose value comes first; -1 when there is none. */
  fullest(): number {
    let best = NO_DOMAIN;
    for (const [domain, count] of this.counts) {
      const bestCount = this.counts.get(best) ?? 0;
      const isFirst = best !== NO_DOMAIN && this.domains.values[domain]! < this.domains.values[best]!;
      if (count > bestCount || (count === bestCount && isFirst)) best = domain;
    }
    return best;
  }
}
