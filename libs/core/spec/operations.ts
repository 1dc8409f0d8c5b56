import fc from 'fast-check';
import type { Host } from '../src/cluster/host.js';
import type { WantedApp, WantedProcess, WantedSlot } from '../src/wanted/wanted.js';
import { web } from './cluster-fixtures.js';
import type { Model } from './model.js';
import { wantedProcesses } from './small-clusters.js';

/** One thing that users, hosts or programs do to the platform. */
export type Operation = (model: Model) => void;

const appId = fc.constantFrom('blog', 'shop');
const index = fc.nat(20);

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
