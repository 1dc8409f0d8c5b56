import type { SpreadRule } from '../rules/placement-rules.js';
import type { DomainTally } from './domain-tally.js';

/** A domain with fewer dynos than this may take one more: maxSkew ahead of the one that has fewest. */
export function skewBound(domains: Int32Array, tally: DomainTally, { maxSkew, minDomains }: SpreadRule): number {
  return maxSkew + (domains.length < minDomains ? 0 : tally.least(domains));
}
