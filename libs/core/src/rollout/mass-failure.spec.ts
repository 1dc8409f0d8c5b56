import { host } from '../../spec/cluster-fixtures.js';
import { app, cluster, web } from '../../spec/cluster-fixtures.js';
import { brief, dyno, NOW } from '../../spec/dynos.js';
import type { Host } from '../cluster/host.js';
import { slowLosses, suspectedPartition } from './mass-failure.js';
import { reconcile } from './reconcile.js';

const S = 1_000;

/** Hosts that are down since so many seconds ago; null: they answer. */
function hosts(downSinceS: readonly (number | null)[], zone?: string): Host[] {
  const labels: Record<string, string> = zone === undefined ? {} : { zone };
  return downSinceS.map((ago, index) => {
    const id = `${zone ?? 'h'}${index + 1}`;
    if (ago === null) return host(id, { labels });
    return host(id, { labels, status: 'down', notReadySinceMs: NOW - ago * S });
  });
}

describe('suspectedPartition', () => {
  it.each<[string, readonly (number | null)[], boolean]>([
    ['one of two', [50, null], false],
    ['both of two', [50, 50], true],
    ['two of three at once', [50, 60, null], true],
    ['two of three, an hour after each other', [3_650, 50, null], false],
    ['two of four', [50, 50, null, null], false],
    ['three of four within a minute', [50, 80, 110, null], true],
    ['two of three that were left of four', [9_000, 50, 60, null], true],
    ['the same for as long as they are away', [9_050, 9_000, null], true],
  ])('%s: %j', (_what, downSinceS, isSuspected) => {
    expect(suspectedPartition(hosts(downSinceS)) !== null).toBe(isSuspected);
  });
});

describe('slowLosses', () => {
  const others = hosts([null, null, null, null, null, null, null], 'b');

  it('gives the hosts of a failed zone up one by one, the first to fall silent first', () => {
    const { delays, notes } = slowLosses([...hosts([70, 80, 60, null], 'a'), ...others], 60 * S);
    expect([...delays]).toEqual([
      ['a2', 0],
      ['a1', 60 * S],
      ['a3', 120 * S],
    ]);
    expect(notes).toEqual([
      '3 of 4 hosts of zone a do not answer: they are given up one by one, each 60 s after the other',
    ]);
  });

  it('is not for small zones, few hosts, or hosts without a zone', () => {
    for (const few of [hosts([60, 60, null], 'a'), hosts([60, 60, null, null], 'a'), hosts([60, 60, 60, null])]) {
      expect(slowLosses([...few, ...others], 60 * S)).toEqual({ delays: new Map(), notes: [] });
    }
  });

  it('holds the dynos of such hosts back, and wakes when the next one is due', () => {
    const all = [...hosts([100, 90, 80, null], 'a'), ...others];
    const dynos = ['a1', 'a2', 'a3'].map((hostId, index) => dyno(index + 1, { hostId }));
    const wanted = { apps: [app('shop', [web(3)])] };
    const plan = reconcile(wanted, cluster(all, { dynos, zoneLossEveryMs: 90 * S }));
    expect(brief(plan).filter((step) => step.startsWith('lose'))).toEqual(['lose web.1#1', 'lose web.2#1']);
    // two intervals after a3 itself fell silent
    expect(plan.wakeAtMs).toBe(NOW - 80 * S + 180 * S);
    expect(plan.notes?.join()).toContain('3 of 4 hosts of zone a');
  });
});
