import type { SeenHost } from '@jujube/database/host-status/write-host-status.js';
import type { ConnectedHost } from './host-engines.js';
import { publishedAddress } from './host-address.js';

/** What placement and people want to know of a host that answers. */
export async function readFacts({ host, engine }: ConnectedHost): Promise<NonNullable<SeenHost['facts']>> {
  const [seen, address] = await Promise.all([engine.inspectHost(), publishedAddress(host.url, engine)]);
  return {
    address: host.address ?? address,
    engineVersion: seen.version,
    cpuMillis: seen.cpuMillis,
    memoryMib: seen.memoryMib,
    hasLiveRestore: seen.liveRestore,
    gpus: seen.gpus,
  };
}
