import type { FleetHost, FleetPool, FleetReport, HomelessProcess } from '@jujube/contract/fleet-report.js';
import type { HostResources } from '@jujube/contract/host.js';
import type { FleetHost as Host } from '@jujube/core/fleet/fleet-hosts.js';
import { type FleetPool as Pool, fleetPools } from '@jujube/core/fleet/fleet-pools.js';
import type { HomelessProcess as Homeless } from '@jujube/core/fleet/homeless-without.js';
import type { Resources } from '@jujube/core/quantity/resources.js';

export function presentFleet(hosts: readonly Host[]): FleetReport {
  return { pools: fleetPools(hosts).map(presentPool), hosts: hosts.map(presentHost) };
}

function presentPool({ pool, hosts, openHosts, dynos, ...resources }: Pool): FleetPool {
  return { name: pool, hosts, open_hosts: openHosts, dynos, ...presentShares(resources) };
}

function presentHost({
  hostName,
  pool,
  status,
  isCordoned,
  isDraining,
  dynos,
  homeless,
  ...resources
}: Host): FleetHost {
  return {
    ...{ name: hostName, pool, status, cordoned: isCordoned, draining: isDraining, dynos },
    ...presentShares(resources),
    homeless: homeless.map(presentHomeless),
  };
}

function presentHomeless({ appName, processType, dynos, funnel, reason }: Homeless): HomelessProcess {
  const refusals = funnel.refusals.map(([filter, hosts]) => ({ filter, hosts }));
  return { app: appName, type: processType, dynos, funnel: { considered: funnel.considered, refusals }, reason };
}

function presentShares({ capacity, reserved, free }: Pick<Host, 'capacity' | 'reserved' | 'free'>) {
  return { capacity: present(capacity), reserved: present(reserved), free: present(free) };
}

function present({ cpuMillis, memoryMib }: Resources): HostResources {
  return { cpu_millis: cpuMillis, memory_mib: memoryMib };
}
