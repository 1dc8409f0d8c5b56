import { demand } from '../../spec/demands.js';
import type { PlacementRules } from '../rules/placement-rules.js';
import { BlockedMemo } from './blocked-memo.js';
import type { Demand } from './demand.js';

const ZONES = { field: 'zone', maxSkew: 1, minDomains: 1, isRequired: true, weight: 50 };
const funnel = { considered: 3, refusals: [['memory', 3] as const] };

function sized(cpuMillis: number, memoryMib: number, rules: Partial<PlacementRules> = {}): Demand {
  return demand({ resources: { cpuMillis, memoryMib } }, rules);
}

function remembers(refused: Demand, asked: Demand): boolean {
  const memo = new BlockedMemo();
  memo.remember(refused, funnel);
  return memo.funnelFor(asked) === funnel;
}

describe('BlockedMemo', () => {
  it.each([
    ['the same', sized(100, 256), true],
    ['more of both', sized(101, 257), true],
    ['less cpu', sized(99, 512), false],
    ['less memory', sized(200, 255), false],
    ['another pool', sized(100, 256, { pool: 'build' }), false],
    ['a label', sized(100, 256, { hostLabels: { zone: 'a' } }), false],
    ['one per host', sized(100, 256, { isOnePerHost: true }), false],
    ['a constraint', sized(100, 256, { hostRules: [{ field: 'zone', operator: 'IS', value: 'a' }] }), false],
    ['a toleration', sized(100, 256, { tolerations: ['gpu'] }), false],
    ['something soft', sized(100, 256, { spread: [{ ...ZONES, isRequired: false }], priority: 9 }), true],
    ['no port', demand({ resources: { cpuMillis: 100, memoryMib: 256 }, needsPort: false }), false],
    ['another service', demand({ resources: { cpuMillis: 100, memoryMib: 256 }, service: 'blog/web' }), true],
  ])('answers for a demand that wants %s: %s', (_what, asked, isKnown) => {
    expect(remembers(sized(100, 256), asked)).toBe(isKnown);
  });

  it('keeps services apart where one per host is the reason', () => {
    const refused = sized(100, 256, { isOnePerHost: true });
    expect(remembers(refused, { ...refused })).toBe(true);
    expect(remembers(refused, { ...refused, service: 'blog/web' })).toBe(false);
    expect(remembers(refused, { ...refused, generation: 'g2' })).toBe(false);
  });

  it.each<Partial<PlacementRules>>([
    { domainLimits: [{ field: 'zone', max: 1 }] },
    { clusterFields: ['zone'] },
    { spread: [ZONES] },
    {
      serviceAffinity: [{ field: 'zone', service: 'db', serviceName: 'db', weight: 1, isRequired: true }],
    },
  ])('keeps services apart where %j counts dynos', (rules) => {
    const refused = sized(100, 256, rules);
    expect(remembers(refused, { ...refused })).toBe(true);
    expect(remembers(refused, { ...refused, service: 'blog/web' })).toBe(false);
    expect(remembers(refused, sized(100, 256))).toBe(false);
    expect(remembers(refused, sized(100, 256, { domainLimits: [{ field: 'zone', max: 9 }] }))).toBe(false);
  });

  it('forgets what a placement since may have opened', () => {
    let stamp = 1;
    const memo = new BlockedMemo(() => stamp);
    memo.remember(sized(100, 256), funnel);
    expect(memo.funnelFor(sized(100, 256))).toBe(funnel);
    stamp = 2;
    expect(memo.funnelFor(sized(100, 256))).toBeUndefined();
  });

  it('keeps only the smallest that were refused', () => {
    const memo = new BlockedMemo();
    const smaller = { ...funnel };
    memo.remember(sized(100, 256), funnel);
    memo.remember(sized(50, 128), smaller);
    expect(memo.funnelFor(sized(100, 256))).toBe(smaller);
  });
});
