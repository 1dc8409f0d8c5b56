import type { Host } from '../cluster/host.js';
import { fieldOf } from '../rules/host-field.js';

/** The hosts sorted by what stands in one field: those with the same value are one domain, known by a number. */
export interface HostDomains {
  /** by host index; -1: the host has no such field */
  readonly ofHost: Int32Array;
  /** what stands in the field, by domain */
  readonly values: readonly string[];
}

export const NO_DOMAIN = -1;

export function hostDomains(hosts: readonly Host[], field: string): HostDomains {
  const numbers = new Map<string, number>();
  const ofHost = Int32Array.from(hosts, (host) => {
    const value = fieldOf(host, field);
    if (value === undefined) return NO_DOMAIN;
    const known = numbers.get(value) ?? numbers.size;
    numbers.set(value, known);
    return known;
  });
  return { ofHost, values: [...numbers.keys()] };
}

/** The domains of some hosts, each once. */
export function domainsAmong(domains: HostDomains, hosts: Int32Array): Int32Array {
  const found = new Set<number>();
  for (const host of hosts) found.add(domains.ofHost[host]!);
  found.delete(NO_DOMAIN);
  return Int32Array.from(found);
}
