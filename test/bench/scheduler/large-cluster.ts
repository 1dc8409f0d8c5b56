import type { Host } from '@jujube/core/cluster/host.js';
import type { Demand } from '@jujube/core/placement/demand.js';
import { place, type Placed } from '@jujube/core/placement/place.js';
import { Placement } from '@jujube/core/placement/placement.js';
import { fleetDemands, fleetHosts, HOSTS_PER_RACK } from '../../support/large-fleet.js';
import { type BenchRow, durationRow } from './bench-row.js';
import { percentileOf, type Timed, timed } from './timed.js';

const HOSTS = 10_000;
const DYNOS = 1_000_000;
const EVALUATIONS = 300;
const LOSS_ROUNDS = 5;

/** Ten thousand hosts with a million dynos: filling them, one more app, and what it takes when some die. */
export function largeClusterRows(): BenchRow[] {
  const hosts = fleetHosts(HOSTS);
  const placement = new Placement({ hosts, occupants: [], lastPorts: new Map() });
  const demands = fleetDemands(DYNOS);
  const filling = timed(() => place(placement, demands, 7));
  const { placed, blocked } = filling.result;
  if (blocked.length > 0) throw new Error(`${blocked.length} of ${DYNOS} dynos found no host`);
  return [
    durationRow('10,000 hosts: 1,000,000 dynos from empty', filling, 10_000),
    durationRow('p50 of one evaluation of 50 on that cluster', evaluation(placement, 0.5), null),
    durationRow('p99 of one evaluation of 50 on that cluster', evaluation(placement, 0.99), 5),
    ...lossRows(hosts, placed),
  ];
}

function evaluation(placement: Placement, share: number): Timed {
  const runs = Array.from({ length: EVALUATIONS }, (_, round) => {
    const demands = fleetDemands(50, {}, DYNOS + round * 3);
    return timed(() => place(placement, demands, round));
  });
  return percentileOf(runs, share);
}

/** Of the lost dynos, in books that are open and know of the loss; how long it takes to open books for the rest is a row of its own. */
function lossRows(hosts: readonly Host[], placed: readonly Placed<Demand>[]): BenchRow[] {
  const losing = (count: number): Loss => losses(hosts, placed, count);
  const [one, rack, third] = [losing(1), losing(HOSTS_PER_RACK), losing(Math.floor(HOSTS / 3))];
  return [
    durationRow('lose 1 host, to places for its dynos', one, 10),
    durationRow('lose 40 hosts (a rack), to places', rack, 100),
    durationRow('lose 3,333 hosts (a third), to places', third, 5_000),
    durationRow('opening the books of a million dynos', one.opening, null),
  ];
}

interface Loss extends Timed {
  readonly opening: Timed;
}

function losses(hosts: readonly Host[], placed: readonly Placed<Demand>[], count: number): Loss {
  const lost = new Set(hosts.slice(0, count).map(({ id }) => id));
  const demands = placed.filter(({ hostId }) => lost.has(hostId)).map(({ demand }) => demand);
  const opened: Timed[] = [];
  const runs = Array.from({ length: LOSS_ROUNDS }, () => {
    const opening = timed(() => booksWithout(hosts, placed, lost));
    opened.push(opening);
    const { wallMs, cpuMs, result } = timed(() => place(opening.result, demands, 7));
    if (result.blocked.length > 0) throw new Error(`${result.blocked.length} of ${demands.length} found no host`);
    return { wallMs, cpuMs };
  });
  return { ...percentileOf(runs, 0.5), opening: percentileOf(opened, 0.5) };
}

function booksWithout(hosts: readonly Host[], placed: readonly Placed<Demand>[], lost: ReadonlySet<string>): Placement {
  const remaining = hosts.map((host): Host => (lost.has(host.id) ? { ...host, status: 'down' } : host));
  const occupants = placed
    .filter(({ hostId }) => !lost.has(hostId))
    .map(({ demand: { service, generation, resources }, hostId, grant }) => {
      return { service, generation, resources, hostId, ...grant, isLeaving: false };
    });
  return new Placement({ hosts: remaining, occupants, lastPorts: new Map() });
}
