import fc from 'fast-check';
import type { Host } from '../src/cluster/host.js';
import { disruptionPolicyOf } from '../src/disruption/disruption-settings.js';
import { RECONCILE_POLICIES } from '../src/disruption/reconcile-policy.js';
import { placementRulesOf } from '../src/rules/placement-rules-of.js';
import type { RulesWish } from '../src/rules/rules-wish.js';
import { updatePolicyOf } from '../src/update/update-settings.js';
import type { UpdatePolicy, WantedApp, WantedProcess, WantedSlot } from '../src/wanted/wanted.js';
import { host, web } from './cluster-fixtures.js';
import type { Model } from './model.js';

/** One thing that users, hosts or programs do to the platform. */
export type Operation = (model: Model) => void;

const appId = fc.constantFrom('blog', 'shop');
const index = fc.nat(20);

const settings = fc.record({
  minimumHealthCapacity: fc.constantFrom(0, 0.5, 0.75, 1),
  maximumOverCapacity: fc.constantFrom(0, 0.25, 0.5, 1),
  minHealthySeconds: fc.constantFrom(0, 2),
  drainTimeoutSeconds: fc.constant(5),
});

const policy: fc.Arbitrary<UpdatePolicy> = fc
  .oneof(
    { weight: 3, arbitrary: settings },
    { weight: 1, arbitrary: fc.constant({ strategy: 'recreate' as const, drainTimeoutSeconds: 5 }) },
    {
      weight: 1,
      arbitrary: fc.record({
        strategy: fc.constant('bluegreen' as const),
        confirm: fc.constantFrom('auto', 'manual'),
        keepPreviousSeconds: fc.constant(5),
        drainTimeoutSeconds: fc.constant(5),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        strategy: fc.constant('canary' as const),
        canary: fc.constantFrom(1, 2),
        autoPromoteAfterSeconds: fc.constantFrom(null, 0, 5),
        drainTimeoutSeconds: fc.constant(5),
      }),
    },
  )
  .map(updatePolicyOf);

/** Rules in the form in which people write them; most process types have none. */
const WISHES: readonly RulesWish[] = [
  {},
  {},
  {},
  { constraints: [['zone', 'UNIQUE']] },
  { constraints: [['zone', 'MAX_PER', '2']] },
  { constraints: [['zone', 'GROUP_BY']] },
  { constraints: [['zone', 'CLUSTER']] },
  { constraints: [['zone', 'UNLIKE', 'b']], priority: 90 },
  { spread: [{ topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }] },
  { affinity: [{ target: 'service', selector: 'web', topologyKey: 'zone', isRequired: true }] },
  { affinity: [{ target: 'service', selector: 'web', weight: -100, isRequired: true }] },
  { affinity: [{ target: 'label', selector: 'zone=a', weight: 50 }] },
  { hostPort: 20_003 },
  { hostPort: 8_080 },
  { ports: [{ name: 'metrics' }, { name: 'dns', hostPort: 20_005, protocol: 'udp' }] },
  { gpus: 1 },
  { gpus: 2 },
];

const GPUS = [['0', '1', '2'], [], ['GPU-a', 'GPU-b']];

/** A process type with everything that matters to placement and updates left to chance. */
export const wantedProcess: fc.Arbitrary<WantedProcess> = fc
  .record({
    processType: fc.constantFrom('web', 'worker'),
    count: fc.nat(5),
    memoryMib: fc.constantFrom(100, 256, 400),
    isOnePerHost: fc.boolean(),
    label: fc.option(fc.constantFrom('a', 'b'), { freq: 4 }),
    wish: fc.constantFrom(...WISHES),
    update: policy,
    reconcile: fc.constantFrom(...RECONCILE_POLICIES),
  })
  .map(({ processType, count, memoryMib, isOnePerHost, label, wish, update, reconcile }) =>
    web(count, 'g0', {
      processType,
      needsPort: processType === 'web',
      resources: { cpuMillis: 100, memoryMib },
      rules: {
        ...placementRulesOf(wish, (name) => `shop/${name}`),
        hostLabels: label === null ? {} : { zone: label },
        isOnePerHost,
      },
      update,
      disruption: disruptionPolicyOf({ reconcile }),
    }),
  );

export const wantedProcesses = fc.uniqueArray(wantedProcess, { maxLength: 2, selector: (one) => one.processType });

export const smallHosts: fc.Arbitrary<Host[]> = fc
  .array(fc.record({ zone: fc.constantFrom('a', 'b'), memoryMib: fc.constantFrom(512, 1024, 2048) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) =>
    all.map(({ zone, memoryMib }, place) =>
      host(`h${place + 1}`, {
        gpus: GPUS[place % GPUS.length],
        labels: { zone },
        allocatable: { cpuMillis: 1000, memoryMib },
        portRange: { from: 20_000, to: 20_006 },
      }),
    ),
  );

/** What is asked of process types holds for the release that serves as well. */
function changeProcesses(app: WantedApp, change: (process: WantedProcess) => WantedProcess): WantedApp {
  return { ...app, processes: app.processes.map(change), former: app.former.map(change) };
}

function scaled(app: WantedApp, count: number): WantedApp {
  return changeProcesses(app, (process) => {
    const generation = process.slots[0]?.generation ?? process.releaseId.replace('release-', '');
    return { ...process, slots: web(count, generation).slots };
  });
}

function changeSlot(app: WantedApp, place: number, change: (slot: WantedSlot) => WantedSlot): WantedApp {
  return changeProcesses(app, (process) => ({
    ...process,
    slots: process.slots.map((slot) => (slot.slot === place + 1 ? change(slot) : slot)),
  }));
}

function held(app: WantedApp, place: number): WantedApp {
  return changeSlot(app, place, (slot) => ({ ...slot, isStopped: !slot.isStopped }));
}

function restarted(app: WantedApp, place: number): WantedApp {
  return changeSlot(app, place, (slot) => ({ ...slot, generation: `${slot.generation}'` }));
}

/** Somebody pauses the deployment, lets it go on, or promotes its canaries. */
function steered(app: WantedApp, choice: number): WantedApp {
  const isPromoted = choice % 3 === 2;
  const steer = isPromoted ? { isPromoted } : { isPaused: choice % 3 === 0 };
  return { ...app, deployment: app.deployment && { ...app.deployment, ...steer } };
}

const deploy = fc.tuple(appId, wantedProcesses).map(
  ([id, processes]): Operation =>
    (model) =>
      model.deploy(id, processes),
);

const changeApp = (change: (app: WantedApp, number: number) => WantedApp): fc.Arbitrary<Operation> =>
  fc.tuple(appId, fc.nat(5)).map(
    ([id, number]): Operation =>
      (model) =>
        model.changeApp(id, (app) => change(app, number)),
  );

const userOperation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 2, arbitrary: deploy },
  {
    weight: 4,
    arbitrary: appId.map(
      (id): Operation =>
        (model) =>
          model.redeploy(id),
    ),
  },
  { weight: 2, arbitrary: changeApp(scaled) },
  { weight: 1, arbitrary: changeApp(held) },
  { weight: 1, arbitrary: changeApp(restarted) },
  { weight: 2, arbitrary: changeApp(steered) },
  {
    weight: 1,
    arbitrary: appId.map(
      (id): Operation =>
        (model) =>
          model.destroy(id),
    ),
  },
);

const hostOperation: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(index, fc.constantFrom('ready', 'disconnected', 'down')).map(
    ([at, status]): Operation =>
      (model) =>
        model.changeHost(at, { status: status as Host['status'] }),
  ),
  fc.tuple(index, fc.boolean()).map(
    ([at, draining]): Operation =>
      (model) =>
        model.changeHost(at, { draining }),
  ),
  fc.tuple(index, fc.boolean()).map(
    ([at, eligible]): Operation =>
      (model) =>
        model.changeHost(at, { eligible }),
  ),
);

const dynoOperation: fc.Arbitrary<Operation> = fc.oneof(
  index.map(
    (at): Operation =>
      (model) =>
        model.changeDyno(at, (dyno) => ({ ...dyno, state: 'crashed', stateSinceMs: model.cluster.nowMs })),
  ),
  index.map(
    (at): Operation =>
      (model) =>
        model.changeDyno(at, (dyno) => ({ ...dyno, isHealthy: false, healthySinceMs: null })),
  ),
);

const ticks: fc.Arbitrary<Operation> = fc
  .tuple(fc.constantFrom(200, 1_000, 6_000), fc.integer({ min: 1, max: 5 }))
  .map(([ms, times]): Operation => (model) => {
    for (let turn = 0; turn < times; turn++) model.tick(ms);
  });

const events = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: ticks },
    { weight: 4, arbitrary: userOperation },
    { weight: 1, arbitrary: hostOperation },
    { weight: 1, arbitrary: dynoOperation },
  ),
  { maxLength: 20, size: 'max' },
);

/** A history of the platform: it begins with a deployed app, and lets time pass between most events. */
export const history = fc
  .tuple(deploy, ticks, deploy, ticks, events)
  .map(([a, b, c, d, rest]) => [a, b, c, d, ...rest]);

/** Faults stop: every host answers and takes dynos, every dyno is healthy again, and nobody holds a deployment up. */
export function mend(model: Model): void {
  for (const { appId } of model.wanted.apps)
    for (const choice of [1, 2]) model.changeApp(appId, (app) => steered(app, choice));
  model.cluster.hosts.forEach((_host, at) =>
    model.changeHost(at, { status: 'ready', draining: false, eligible: true }),
  );
  model.cluster = {
    ...model.cluster,
    dynos: model.cluster.dynos.map((dyno) =>
      dyno.state === 'up' && !dyno.isHealthy ? { ...dyno, isHealthy: true, healthySinceMs: model.cluster.nowMs } : dyno,
    ),
  };
}
