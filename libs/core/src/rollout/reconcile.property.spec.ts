import fc from 'fast-check';
import { Model } from '../../spec/model.js';
import { history, mend } from '../../spec/operations.js';
import { checkPlan, isLive } from '../../spec/plan-invariants.js';
import { smallHosts } from '../../spec/small-clusters.js';
import { PROPERTY_RUNS, PROPERTY_TIMEOUT_MS } from '../../spec/property-runs.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Wanted } from '../wanted/wanted.js';
import type { Plan } from './plan.js';
import { isReady } from './readiness.js';
import { reconcile } from './reconcile.js';

const MAX_ROUNDS = 600;

describe('any history of the platform', () => {
  it(
    'makes plans that over-commit nothing, go where they may, and keep enough ready',
    () => forAnyHistory(checkPlan),
    PROPERTY_TIMEOUT_MS,
  );

  it(
    'gives the same plan whatever order things are listed in, and changes nothing it was given',
    () => forAnyHistory(checkDeterminism),
    PROPERTY_TIMEOUT_MS,
  );

  it(
    'ends, once faults stop, with what is wanted or with a reason why not',
    () =>
      forAnyHistory(ignore, (model) => {
        mend(model);
        const plan = settle(model);
        checkArrived(model.wanted, plan, model.cluster);
      }),
    PROPERTY_TIMEOUT_MS,
  );
});

type Look = (wanted: Wanted, now: Cluster, plan: Plan) => void;

function ignore(): void {}

function forAnyHistory(look: Look, afterwards: (model: Model) => void = ignore): void {
  const property = fc.property(smallHosts, history, (hosts, operations) => {
    const model = new Model(hosts, look);
    for (const operation of operations) operation(model);
    afterwards(model);
  });
  fc.assert(property, PROPERTY_RUNS);
}

function checkDeterminism(wanted: Wanted, now: Cluster, plan: Plan): void {
  const before = JSON.stringify([wanted, now]);
  const shuffled = { ...now, hosts: now.hosts.toReversed(), dynos: now.dynos.toReversed() };
  const again = JSON.stringify(reconcile(reversed(wanted), shuffled));
  if (again !== JSON.stringify(plan)) throw new Error('another order gave another plan');
  if (JSON.stringify([wanted, now]) !== before) throw new Error('the input was changed');
}

function reversed(wanted: Wanted): Wanted {
  const apps = wanted.apps.map((app) => ({
    ...app,
    processes: app.processes.toReversed(),
    former: app.former.toReversed(),
  }));
  return { apps: apps.toReversed() };
}

/** Turns the loop until three plans in a row have nothing to do. */
function settle(model: Model): Plan {
  let idle = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const plan = model.tick(2_000);
    const isIdle = plan.actions.every(({ kind }) => kind === 'block-dyno') && plan.wakeAtMs === null;
    const isQuiet = model.cluster.dynos.filter(isLive).every((dyno) => dyno.state === 'up' && dyno.isRouted);
    idle = isIdle && isQuiet ? idle + 1 : 0;
    if (idle === 3) return plan;
  }
  throw new Error(`not settled after ${MAX_ROUNDS} rounds`);
}

function checkArrived(wanted: Wanted, plan: Plan, now: Cluster): void {
  const wantedSlots = wanted.apps.flatMap(({ appId, processes }) =>
    processes.flatMap((process) =>
      process.slots.filter((slot) => !slot.isStopped).map((slot) => ({ ...slot, appId, process })),
    ),
  );
  const live = now.dynos.filter(isLive);
  const unserved = wantedSlots.filter(
    ({ appId, process, slot, generation }) =>
      !live.some(
        (dyno) =>
          dyno.appId === appId &&
          dyno.processType === process.processType &&
          dyno.slot === slot &&
          dyno.generation === generation &&
          isReady(dyno, now.nowMs, process.update),
      ),
  );
  const blockedTypes = plan.actions.map((action) =>
    action.kind === 'block-dyno' ? `${action.appId}/${action.processType}` : '',
  );
  for (const { appId, process } of unserved) expect(blockedTypes).toContain(`${appId}/${process.processType}`);
  if (unserved.length === 0) expect(live).toHaveLength(wantedSlots.length);
}
