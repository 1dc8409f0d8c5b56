import type { Host } from '../cluster/host.js';
import { groupBy } from './group-by.js';

/** Hosts that fall silent within this time of each other are taken for one failure. */
const ONE_FAILURE_MS = 60_000;
/** A zone with fewer hosts is small enough to be given up at once. */
const ZONE_HOSTS = 4;

/** At least two hosts and more than half of all fell silent at once: why nothing is given up; null: they did not. */
export function suspectedPartition(hosts: readonly Host[]): string | null {
  const silent = failedAtOnce(hosts);
  if (silent.length === 0) return null;
  const network = "suspecting the control plane's own network, no dyno is given up";
  return `${silent.length} of ${hosts.length} hosts do not answer: ${network}`;
}

/** Where a large zone fails for the most part, its hosts are given up one by one: how much later each, by host id, and why. */
export function slowLosses(
  hosts: readonly Host[],
  everyMs: number,
): { delays: ReadonlyMap<string, number>; notes: string[] } {
  const zones = groupBy(hosts, ({ labels }) => labels['zone'] ?? '');
  const failed = [...zones].flatMap(([zone, all]) => {
    const silent = zone === '' || all.length < ZONE_HOSTS ? [] : failedAtOnce(all);
    return silent.length === 0 ? [] : [{ zone, all, silent }];
  });
  const delays = failed.flatMap(({ silent }) => silent.map((host, index) => [host.id, index * everyMs] as const));
  const pace = `are given up one by one, each ${everyMs / 1000} s after the other`;
  const notes = failed.map(
    ({ zone, all, silent }) => `${silent.length} of ${all.length} hosts of zone ${zone} do not answer: they ${pace}`,
  );
  return { delays: new Map(delays), notes };
}

/** The first group of hosts that fell silent together and was most of what still answered; by time, and by id. */
function failedAtOnce(hosts: readonly Host[]): readonly Host[] {
  const silent = hosts
    .filter(({ status }) => status !== 'ready')
    .sort((a, b) => since(a) - since(b) || (a.id < b.id ? -1 : 1));
  for (const [index, first] of silent.entries()) {
    const group = silent.slice(index).filter((host) => since(host) - since(first) <= ONE_FAILURE_MS);
    if (group.length >= 2 && group.length * 2 > hosts.length - index) return group;
  }
  return [];
}

/** One of which nobody knows since when fails with the last ones. */
function since({ notReadySinceMs }: Host): number {
  return notReadySinceMs ?? Number.MAX_SAFE_INTEGER;
}
