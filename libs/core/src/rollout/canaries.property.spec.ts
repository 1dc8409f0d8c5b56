import fc from 'fast-check';
import { host, web } from '../../spec/cluster-fixtures.js';
import { Model } from '../../spec/model.js';
import { must } from '../../spec/must.js';
import { checkPlan, isLive } from '../../spec/plan-invariants.js';
import { PROPERTY_RUNS, PROPERTY_TIMEOUT_MS } from '../../spec/property-runs.js';
import { updatePolicyOf } from '../update/update-settings.js';
import type { WantedProcess } from '../wanted/wanted.js';

const roomy = { allocatable: { cpuMillis: 8_000, memoryMib: 16_384 } };
const hosts = ['h1', 'h2', 'h3'].map((id) => host(id, roomy));
const ROUNDS = 60;

const process: fc.Arbitrary<WantedProcess> = fc
  .record({
    count: fc.integer({ min: 1, max: 6 }),
    canary: fc.integer({ min: 1, max: 7 }),
    autoPromoteAfterSeconds: fc.constantFrom(null, 0, 4),
    minHealthySeconds: fc.constantFrom(0, 2),
    minimumHealthCapacity: fc.constantFrom(0.5, 1),
    maximumOverCapacity: fc.constantFrom(0, 0.25),
  })
  .map(({ count, ...settings }) =>
    web(count, 'g0', { update: updatePolicyOf({ strategy: 'canary', drainTimeoutSeconds: 5, ...settings }) }),
  );

const live = (model: Model, generation?: string): string[] =>
  model.cluster.dynos
    .filter((dyno) => isLive(dyno) && (generation ?? dyno.generation) === dyno.generation)
    .map((dyno) => dyno.id)
    .sort();

function deployed(first: WantedProcess): Model {
  const model = new Model(hosts, checkPlan);
  model.deploy('shop', [first]);
  turn(model, ROUNDS);
  expect(model.wanted.apps[0]?.deployment).toBeNull();
  return model;
}

function turn(model: Model, rounds: number, look: () => void = () => {}): void {
  for (let round = 0; round < rounds; round++) {
    model.tick();
    look();
  }
}

describe('a canary deployment', () => {
  it(
    'touches no old dyno before it is promoted, and arrives afterwards',
    () => {
      const property = fc.property(process, (wish) => {
        const model = deployed(wish);
        const before = live(model);
        const canaries = Math.min(wish.slots.length, wish.update.canaries);
        model.deploy('shop', [wish]);
        turn(model, ROUNDS, () => {
          if (model.wanted.apps[0]?.deployment?.isPromoted !== false) return;
          must(live(model, 'g1').join() === before.join(), 'all old dynos stay');
          must(live(model, 'g2').length <= canaries, 'no more canaries than wanted');
        });
        const isWaiting = Boolean(model.wanted.apps[0]?.deployment?.waiting);
        expect(isWaiting).toBe(wish.update.promoteAfterMs === null);
        model.changeApp('shop', (app) => ({
          ...app,
          deployment: app.deployment && { ...app.deployment, isPromoted: true },
        }));
        turn(model, ROUNDS);
        expect([live(model, 'g1'), live(model, 'g2').length]).toEqual([[], wish.slots.length]);
        expect(model.wanted.apps[0]?.deployment).toBeNull();
      });
      fc.assert(property, PROPERTY_RUNS);
    },
    PROPERTY_TIMEOUT_MS,
  );

  it(
    'that is paused or cancelled at any time leaves what runs, or only what ran before',
    () => {
      const property = fc.property(process, fc.nat(20), fc.nat(20), (wish, rounds, pause) => {
        const model = deployed(wish);
        const before = live(model);
        model.deploy('shop', [wish]);
        turn(model, rounds);
        const paused = live(model);
        model.changeApp('shop', (app) => ({
          ...app,
          deployment: app.deployment && { ...app.deployment, isPaused: true },
        }));
        const isUnderWay = model.wanted.apps[0]?.deployment !== null;
        turn(model, pause, () =>
          must(
            live(model, 'g2').every((id) => paused.includes(id)),
            'nothing of the new release starts',
          ),
        );
        const hasTouched = model.cluster.dynos.some((dyno) => before.includes(dyno.id) && dyno.state !== 'up');
        model.changeApp('shop', (app) =>
          isUnderWay ? { ...app, processes: app.former, former: [], deployment: null } : app,
        );
        turn(model, ROUNDS);
        if (isUnderWay && !hasTouched) expect(live(model)).toEqual(before);
        expect(live(model)).toHaveLength(wish.slots.length);
      });
      fc.assert(property, PROPERTY_RUNS);
    },
    PROPERTY_TIMEOUT_MS,
  );
});
