import type { DomainTallies } from './domain-tallies.js';

export interface SubsetWish {
  readonly candidates: Int32Array;
  readonly field: string;
  /** the candidates' domains of that field */
  readonly domains: Int32Array;
  /** one bit for each of these domains that is wanted */
  readonly open: number;
}

/** Candidates by the domains they are in, each choice of domains put together once. */
export class CandidateSubsets {
  private readonly found = new Map<Int32Array, Map<string, Map<number, Int32Array>>>();

  constructor(private readonly tallies: DomainTallies) {}

  get({ candidates, field, domains, open }: SubsetWish): Int32Array {
    let byField = this.found.get(candidates);
    if (!byField) this.found.set(candidates, (byField = new Map<string, Map<number, Int32Array>>()));
    let byChoice = byField.get(field);
    if (!byChoice) byField.set(field, (byChoice = new Map<number, Int32Array>()));
    let subset = byChoice.get(open);
    if (!subset) byChoice.set(open, (subset = this.choose({ candidates, field, domains, open })));
    return subset;
  }

  private choose({ candidates, field, domains, open }: SubsetWish): Int32Array {
    const { ofHost } = this.tallies.domains(field);
    const wanted = new Set(domains.filter((_domain, at) => (open & (1 << at)) !== 0));
    return candidates.filter((host) => wanted.has(ofHost[host]!));
  }
}
