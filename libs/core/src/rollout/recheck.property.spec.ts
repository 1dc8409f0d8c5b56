import fc from 'fast-check';
import { Model } from '../../spec/model.js';
import { history } from '../../spec/operations.js';
import { checkPlan } from '../../spec/plan-invariants.js';
import { smallHosts } from '../../spec/small-clusters.js';
import { PROPERTY_RUNS, PROPERTY_TIMEOUT_MS } from '../../spec/property-runs.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Host } from '../cluster/host.js';
import type { Wanted } from '../wanted/wanted.js';
import type { Plan } from './plan.js';
import { recheck } from './recheck.js';

/** Filters that ask what other hosts hold: where one place is refused, they may refuse the next one on an unchanged host. */
const LOOKING_ELSEWHERE = ['spread', 'cluster', 'service-affinity'];

type Look = (wanted: Wanted, now: Cluster, plan: Plan) => void;

const change: fc.Arbitrary<Partial<Host>> = fc.oneof(
  fc.constant({ eligible: false }),
  fc.constant({ draining: true, eligible: false }),
  fc.constant({ status: 'down' as const }),
  fc.constant({ pool: 'elsewhere' }),
  fc.record({ allocatable: fc.record({ cpuMillis: fc.nat(2_000), memoryMib: fc.nat(2_048) }) }),
);

/** `lookerOf` is called once for each history, with a number of its own: so that a failure can be played again. */
function forAnyPlan(lookerOf: (luck: number) => Look): void {
  const property = fc.property(smallHosts, history, fc.nat(), (hosts, operations, luck) => {
    const model = new Model(hosts, lookerOf(luck));
    for (const operation of operations) operation(model);
  });
  fc.assert(property, PROPERTY_RUNS);
}

describe('writing any plan down', () => {
  it(
    'takes all of it where the hosts are what they were',
    () =>
      forAnyPlan(() => (wanted, cluster, plan) => {
        // in another order, or it would not even look
        const { actions, refused } = recheck(plan, { wanted, cluster }, cluster.hosts.toReversed());
        if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`);
        if (actions.length !== plan.actions.length) throw new Error('an action is missing');
      }),
    PROPERTY_TIMEOUT_MS,
  );

  it(
    'places nothing where, by now, nothing may go, and leaves out nothing else',
    () => {
      const changes = fc.sample(fc.tuple(fc.nat(), change), { seed: 1, numRuns: 1_000 });
      forAnyPlan((luck) => {
        let turn = luck;
        return (wanted, cluster, plan) => {
          const [pick, different] = changes[(turn += 1) % changes.length]!;
          const victim = cluster.hosts[pick % cluster.hosts.length]!;
          const hosts = cluster.hosts.map((host) => (host === victim ? { ...host, ...different } : host));
          const { actions, refused } = recheck(plan, { wanted, cluster }, hosts);
          checkPlan(wanted, { ...cluster, hosts }, { ...plan, actions });
          if (actions.length + refused.length !== plan.actions.length) throw new Error('an action is missing');
          const strangers = refused.filter(
            ({ action, filter }) => action.hostId !== victim.id && !LOOKING_ELSEWHERE.includes(filter),
          );
          if (different.pool === undefined && strangers.length > 0)
            throw new Error(`refused: ${JSON.stringify(strangers)}`);
        };
      });
    },
    PROPERTY_TIMEOUT_MS,
  );
});
