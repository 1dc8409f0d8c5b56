import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import { brief, dyno, only, STARTING } from '../../spec/dynos.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Plan } from './plan.js';
import { reconcile } from './reconcile.js';

const rules = { pool: 'default', hostLabels: {}, isOnePerHost: false, hostPort: 8_080 };

function plan(count: number, dynos: readonly Dyno[], generation = 'g1'): Plan {
  const wanted = { apps: [app('shop', [web(count, generation, { rules })])] };
  return reconcile(wanted, cluster([host('h1'), host('h2')], { dynos }));
}

const on = (hostId: string, slot: number, changes: Partial<Dyno> = {}) =>
  dyno(slot, { hostId, hostPort: 8_080, ...changes });

describe('a process type with a host port of its own', () => {
  it('gets it, once on each host', () => {
    const places = only(plan(3, []), 'place-dyno');
    expect(places.map(({ hostPort }) => hostPort)).toEqual([8_080, 8_080]);
    expect(new Set(places.map(({ hostId }) => hostId)).size).toBe(2);
    expect(only(plan(3, []), 'block-dyno')[0]?.message).toBe(
      'no host fits web.3 of shop: 2 have their port 8080 taken',
    );
  });

  it('is updated by way of a host where the port is free', () => {
    expect(brief(plan(1, [on('h1', 1)], 'g2'))).toEqual(['place web.1']);
  });

  it('gives one old dyno up first where old ones hold the port on every host', () => {
    const old = [on('h1', 1), on('h2', 2)];
    expect(brief(plan(2, old, 'g2')).filter((step) => step.startsWith('drain'))).toEqual(['drain web.1#1']);
    const draining = [on('h1', 1, { state: 'draining' }), on('h2', 2)];
    expect(brief(plan(2, draining, 'g2')).join()).not.toMatch(/drain web.2|stop web.2/);
    const renewed = { generation: 'g2', incarnation: 2 };
    const starting = [on('h1', 1, { ...renewed, ...STARTING }), on('h2', 2)];
    expect(brief(plan(2, starting, 'g2')).join()).not.toMatch(/drain|stop/);
    const serving = [on('h1', 1, renewed), on('h2', 2)];
    expect(brief(plan(2, serving, 'g2'))).toContain('drain web.2#1');
  });
});
