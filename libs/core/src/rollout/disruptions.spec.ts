import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import { brief, dyno, NOW, STARTING } from '../../spec/dynos.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Host } from '../cluster/host.js';
import { type DisruptionSettings, disruptionPolicyOf } from '../disruption/disruption-settings.js';
import { updatePolicyOf } from '../update/update-settings.js';
import type { Plan } from './plan.js';
import { reconcile } from './reconcile.js';

const AWAY = { status: 'disconnected', notReadySinceMs: NOW - 20_000 } as const;

function plan(settings: DisruptionSettings, hosts: readonly Host[], dynos: readonly Dyno[]): Plan {
  const update = updatePolicyOf({ strategy: 'recreate' });
  const process = web(dynos.length, 'g1', { disruption: disruptionPolicyOf(settings), update });
  return reconcile({ apps: [app('shop', [process])] }, cluster(hosts, { dynos }));
}

describe('a dyno whose host is away', () => {
  const lostOn = (settings: DisruptionSettings, away: Partial<Host>, changes: Partial<Dyno> = {}) =>
    plan(settings, [host('h1'), host('h2', away), host('h3')], [dyno(1), dyno(2, { hostId: 'h2', ...changes })]);

  it('is given up with its host unless its owner said otherwise', () => {
    expect(brief(lostOn({}, AWAY))).toEqual([]);
    expect(brief(lostOn({}, { ...AWAY, status: 'down' }))).toContain('lose web.2#1');
  });

  it('is given up as early or late as its owner wants', () => {
    expect(brief(lostOn({ lostAfterSeconds: 20 }, AWAY))).toEqual(['lose web.2#1', 'place web.2']);
    const patient = lostOn({ lostAfterSeconds: 21 }, { ...AWAY, status: 'down' });
    expect([brief(patient), patient.wakeAtMs]).toEqual([[], NOW + 1_000]);
  });

  it('waits for its host for ever when it is not to be replaced, once it has run', () => {
    const down = { status: 'down', notReadySinceMs: 0 } as const;
    expect(brief(lostOn({ replace: false }, down))).toEqual([]);
    expect(brief(lostOn({ replace: false }, down, STARTING))).toEqual([]);
    expect(brief(lostOn({ replace: false }, down, { ...STARTING, state: 'placed' }))).toContain('lose web.2#1');
    expect(brief(lostOn({ replace: false }, down, { state: 'stopping' }))).toContain('lose web.2#1');
  });

  it('is given up when its host is not registered any more', () => {
    const dynos = [dyno(1), dyno(2, { hostId: 'h9' })];
    expect(brief(plan({ replace: false }, [host('h1')], dynos))).toContain('lose web.2#1');
  });

  it('is not given up while most hosts are away', () => {
    const dynos = [dyno(1), dyno(2, { hostId: 'h2' })];
    expect(brief(plan({ lostAfterSeconds: 0 }, [host('h1', AWAY), host('h2', AWAY)], dynos))).toEqual([]);
  });
});

describe('a host that is emptied', () => {
  const drain = (settings: DisruptionSettings, dynos: readonly Dyno[]) =>
    brief(plan(settings, [host('h1', { draining: true, eligible: false }), host('h2')], dynos));
  const elsewhere = { hostId: 'h2' };

  it('loses its dynos one by one where none may be added', () => {
    expect(drain({}, [dyno(1), dyno(2), dyno(3, elsewhere)])).toEqual(['drain web.1#1']);
  });

  it('keeps what the budget cannot spare', () => {
    expect(drain({ minAvailable: 3 }, [dyno(1), dyno(2), dyno(3, elsewhere)])).toEqual([]);
    expect(drain({ minAvailable: 2 }, [dyno(1), dyno(2), dyno(3, elsewhere)])).toEqual(['drain web.1#1']);
    const isIll = { ...elsewhere, isHealthy: false, healthySinceMs: null };
    expect(drain({ maxUnavailable: 1 }, [dyno(1), dyno(2), dyno(3, isIll)])).toEqual([]);
  });
});
