import { type HostDomains, NO_DOMAIN } from './host-domains.js';

/** How many dynos of a service are in each domain of one field. */
export class DomainTally {
  /** by domain, with holes: most services are in few domains; an array, because it is asked for every host */
  private readonly counts: number[] = [];
  private counted = 0;

  constructor(
    readonly field: string,
    /** null: all that stay; else those that leave but are of this generation as well */
    readonly generation: string | null,
    private readonly domains: HostDomains,
  ) {}

  get isEmpty(): boolean {
    return this.counted === 0;
  }

  add(host: number, times = 1): void {
    const domain = this.domainOf(host);
    if (domain === NO_DOMAIN) return;
    const before = this.counts[domain];
    this.counts[domain] = (before ?? 0) + times;
    if (before === undefined) this.counted += 1;
  }

  remove(host: number): void {
    const domain = this.domainOf(host);
    const before = domain === NO_DOMAIN ? undefined : this.counts[domain];
    if (before === undefined) return;
    this.counts[domain] = before - 1;
    if (before > 1) return;
    delete this.counts[domain];
    this.counted -= 1;
  }

  domainOf(host: number): number {
    return this.domains.ofHost[host]!;
  }

  /** Where the host is; 0 as well where the host has no such field. */
  countAt(host: number): number {
    return this.counts[this.domains.ofHost[host]!] ?? 0;
  }

  countOf(domain: number): number {
    return this.counts[domain] ?? 0;
  }

  /** The smallest count of some domains. */
  least(among: Int32Array): number {
    if (among.length > this.counted) return 0;
    let least = Infinity;
    for (const domain of among) least = Math.min(least, this.counts[domain] ?? 0);
    return least;
  }

  most(): number {
    return this.counts.reduce((most, count) => Math.max(most, count), 0);
  }

  /** The domain with most of them, of several the one whose value comes first; -1 when there is none. */
  fullest(): number {
    return this.counts.reduce((best, count, domain) => (this.isBefore(domain, best, count) ? domain : best), NO_DOMAIN);
  }

  private isBefore(domain: number, best: number, count: number): boolean {
    const bestCount = this.counts[best] ?? 0;
    if (count !== bestCount || best === NO_DOMAIN) return count > bestCount;
    return this.domains.values[domain]! < this.domains.values[best]!;
  }
}
