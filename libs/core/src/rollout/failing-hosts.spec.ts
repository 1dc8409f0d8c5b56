import { app, cluster, host, web } from '../../spec/cluster-fixtures.js';
import { crashed, dyno, NOW, only } from '../../spec/dynos.js';
import type { Cluster } from '../cluster/cluster.js';
import type { Dyno } from '../cluster/dyno.js';
import { reconcile } from './reconcile.js';

/** Two hosts: the first has room for web.1, the second has web.2 already. */
function placeOfWeb1(ended: readonly Dyno[], nowMs = NOW): string | undefined {
  const wanted = { apps: [app('shop', [web(2)])] };
  const dynos = [dyno(2, { hostId: 'h2' }), ...ended];
  const now: Cluster = { ...cluster([host('h1'), host('h2')], { dynos }), nowMs };
  return only(reconcile(wanted, now), 'place-dyno')[0]?.hostId;
}

/** The newest ended so long ago, each other one 20 s before. */
function crashes(count: number, changes: Partial<Dyno> = {}): Dyno[] {
  return Array.from({ length: count }, (_, before) => {
    const incarnation = count - before;
    return { ...crashed(1, incarnation, 40_000 + before * 20_000), id: `web.1#${incarnation}`, ...changes };
  });
}

describe('a host on which dynos of one generation crash again and again', () => {
  it('is still the better place after four times', () => {
    expect(placeOfWeb1(crashes(4))).toBe('h1');
  });

  it('is left from five times on, even for a host that has a sibling', () => {
    expect(placeOfWeb1(crashes(5))).toBe('h2');
  });

  it('is forgiven after five minutes, and by another generation', () => {
    expect(placeOfWeb1(crashes(5), NOW + 200_000)).toBe('h1');
    expect(placeOfWeb1(crashes(5, { generation: 'g0' }))).toBe('h1');
  });

  it('is taken where there is no other', () => {
    const wanted = { apps: [app('shop', [web(1)])] };
    const plan = reconcile(wanted, cluster([host('h1')], { dynos: crashes(5) }));
    expect(only(plan, 'place-dyno')).toMatchObject([{ hostId: 'h1', reason: 'the one before crashed' }]);
  });
});
