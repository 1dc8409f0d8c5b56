import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import { brief, dyno, STARTING } from '../../spec/dynos.js';
import type { Dyno } from '../cluster/dyno.js';
import type { Host } from '../cluster/host.js';
import { disruptionPolicyOf } from '../disruption/disruption-settings.js';
import type { ReconcilePolicy } from '../disruption/reconcile-policy.js';
import { reconcile } from './reconcile.js';

const original = dyno(1, { hostId: 'h1', stateSinceMs: 1, id: 'original' });
const replacement = dyno(1, { hostId: 'h2', incarnation: 2, id: 'replacement' });
const big = { cpuMillis: 1000, memoryMib: 8192 };

function plan(policy: ReconcilePolicy, dynos: readonly Dyno[], hosts: readonly Host[], generation = 'g1'): string[] {
  const disruption = disruptionPolicyOf({ reconcile: policy });
  const wanted = { apps: [app('shop', [web(1, generation, { disruption })])] };
  return brief(reconcile(wanted, cluster(hosts, { dynos })));
}

const both = [host('h1'), host('h2')];
const h1Down = [host('h1', { status: 'down' }), host('h2')];

describe('a dyno whose host is down', () => {
  it('is replaced once, and stands open unless its policy is for the replacement', () => {
    expect(plan('keep_replacement', [original], h1Down)).toEqual(['lose original', 'place web.1']);
    expect(plan('keep_original', [original], h1Down)).toEqual(['place web.1']);
    expect(plan('keep_original', [original, replacement], h1Down)).toEqual([]);
  });

  it('is lost all the same when its host is given away', () => {
    expect(plan('keep_original', [original], [host('h2')])).toEqual(['lose original', 'place web.1']);
  });
});

describe('when the host is back', () => {
  it.each<[ReconcilePolicy, string]>([
    ['keep_original', 'replacement'],
    ['longest_running', 'replacement'],
  ])('%s sends the %s away', (policy, leaves) => {
    expect(plan(policy, [original, replacement], both)).toEqual([`drain ${leaves}`]);
  });

  it('longest_running looks at the time, not at who was first', () => {
    const restarted = { ...original, stateSinceMs: replacement.stateSinceMs + 1 };
    expect(plan('longest_running', [restarted, replacement], both)).toEqual(['drain original']);
  });

  it('best_score looks at the hosts, packed tighter being better', () => {
    expect(plan('best_score', [original, replacement], [host('h1', { allocatable: big }), host('h2')])).toEqual([
      'drain original',
    ]);
    expect(plan('best_score', [original, replacement], [host('h1'), host('h2', { allocatable: big })])).toEqual([
      'drain replacement',
    ]);
  });

  it('nobody goes before the favourite serves, and then the other one does', () => {
    const returning = { ...original, isHealthy: false, healthySinceMs: null };
    expect(plan('keep_original', [returning, replacement], both)).toEqual([]);
    expect(plan('keep_original', [{ ...returning, ...STARTING }, replacement], both)).toEqual([]);
    expect(plan('keep_original', [{ ...original, isRouted: false }, replacement], both)).toEqual([]);
  });

  it('neither of an older generation stays', () => {
    const newest = dyno(1, { hostId: 'h2', incarnation: 3, generation: 'g2', id: 'newest' });
    expect(plan('keep_original', [original, newest], both, 'g2')).toEqual(['drain original']);
  });
});
