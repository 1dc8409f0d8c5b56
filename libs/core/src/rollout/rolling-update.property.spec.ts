import fc from 'fast-check';
import { app, cluster, host } from '../../spec/cluster-fixtures.js';
import { wantedProcess } from '../../spec/small-clusters.js';
import { must } from '../../spec/must.js';
import { isLive } from '../../spec/plan-invariants.js';
import { PROPERTY_RUNS, PROPERTY_TIMEOUT_MS } from '../../spec/property-runs.js';
import { refuseImpossible } from '../formation/refuse-impossible.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Wanted, WantedProcess } from '../wanted/wanted.js';
import { isReady } from './readiness.js';
import { capacityBounds } from './rolling-update.js';
import type { Look } from './simulate.js';
import { converge, turn } from './simulate.js';

const roomy = { allocatable: { cpuMillis: 8_000, memoryMib: 16_384 } };
const hosts = ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b', 'a', 'b'].map((zone, at) =>
  host(`h${at}`, { ...roomy, labels: { zone } }),
);

/** What the API would let pass here, and needs no other process type: all of it must arrive. */
const possible = wantedProcess.filter(({ processType, slots, resources, rules, update }) => {
  const serviceAffinity = rules.serviceAffinity?.map((rule) => ({ ...rule, service: rule.service.split('/')[1]! }));
  if (serviceAffinity?.some((rule) => rule.weight > 0 && rule.service !== processType)) return false;
  const known = hosts.map((one) => ({ ...one, ...one.allocatable }));
  const wish = { processType, quantity: slots.length, ...resources, rules: { ...rules, serviceAffinity }, update };
  try {
    refuseImpossible(wish, known);
    return true;
  } catch {
    return false;
  }
});

function renewed(process: WantedProcess, generation: string): WantedProcess {
  const slots = process.slots.map((slot) => ({ ...slot, generation }));
  return { ...process, releaseId: `release-${generation}`, slots };
}

/** Marathon's rule: one fewer where an old dyno may have to give its host port away. */
function leastReady({ slots, update, rules, needsPort }: WantedProcess): number {
  const { minReady } = capacityBounds(slots.length, update);
  const { hostPort, ports = [], gpus } = rules;
  const isPortFixed = (needsPort && hostPort !== undefined) || ports.some((port) => port.hostPort !== undefined);
  return isPortFixed || gpus !== undefined ? minReady - 1 : minReady;
}

function arrived(now: Cluster, process: WantedProcess): string[] {
  return now.dynos
    .filter((dyno) => isLive(dyno) && dyno.generation === process.slots[0]?.generation)
    .map((dyno) => dyno.id);
}

describe('a rolling update', () => {
  it(
    'never has fewer ready nor more in all than its policy says, and arrives',
    () => {
      const property = fc.property(possible, (process) => {
        const start = converge({ apps: [app('shop', [process])] }, cluster(hosts));
        const { maxTotal } = capacityBounds(process.slots.length, process.update);
        const minReady = leastReady(process);
        const next = renewed(process, 'g1');
        const end = converge({ apps: [app('shop', [next])] }, start, ({ now }) => {
          const ready = now.dynos.filter((dyno) => isReady(dyno, now.nowMs, process.update));
          must(ready.length >= minReady, 'enough stay ready');
          must(now.dynos.filter(isLive).length <= maxTotal, 'never more dynos than the policy allows');
        });
        expect(arrived(end, next)).toHaveLength(process.slots.length);
        expect(end.dynos.filter(isLive)).toHaveLength(process.slots.length);
      });
      fc.assert(property, PROPERTY_RUNS);
    },
    PROPERTY_TIMEOUT_MS,
  );

  it(
    'arrives as well when it is turned back half-way, twice',
    () => {
      const property = fc.property(possible, fc.nat(12), fc.nat(12), (process, first, second) => {
        const minReady = leastReady(process);
        const look: Look = ({ now }) => {
          const ready = now.dynos.filter((dyno) => isReady(dyno, now.nowMs, process.update));
          must(ready.length >= minReady, 'enough stay ready');
        };
        const wanted = (generation: string): Wanted => ({ apps: [app('shop', [renewed(process, generation)])] });
        let now = converge(wanted('g0'), cluster(hosts));
        for (let step = 0; step < first; step++) now = turn(wanted('g1'), now, look);
        for (let step = 0; step < second; step++) now = turn(wanted('g0'), now, look);
        now = converge(wanted('g2'), now, look);
        expect(arrived(now, renewed(process, 'g2'))).toHaveLength(process.slots.length);
      });
      fc.assert(property, PROPERTY_RUNS);
    },
    PROPERTY_TIMEOUT_MS,
  );
});
