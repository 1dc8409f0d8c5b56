import { candidateHosts } from './candidate-hosts.js';
import type { Demand } from './demand.js';
import { NO_DOMAIN } from './host-domains.js';
import type { Placement } from './placement.js';

/** The domain of a field in which most demands of this size have room; of several the one whose value comes first. */
export function roomiest(placement: Placement, demand: Demand, field: string): number {
  const { ofHost, values } = placement.domainTallies.domains(field);
  const rooms = new Array<number>(values.length).fill(0);
  for (const host of candidateHosts(demand, placement)) {
    if (ofHost[host] !== NO_DOMAIN) rooms[ofHost[host]!]! += roomOn(placement, demand, host);
  }
  const most = rooms.reduce((best, room) => Math.max(best, room), 0);
  const best = values.filter((_value, domain) => rooms[domain] === most).sort()[0];
  return best === undefined ? NO_DOMAIN : values.indexOf(best);
}

function roomOn({ freeCpuMillis, freeMemoryMib }: Placement, { resources }: Demand, host: number): number {
  const byCpu = Math.floor(freeCpuMillis[host]! / Math.max(1, resources.cpuMillis));
  const byMemory = Math.floor(freeMemoryMib[host]! / Math.max(1, resources.memoryMib));
  return Math.max(0, Math.min(byCpu, byMemory));
}
