import { placementRulesOf } from './placement-rules-of.js';
import type { ConstraintTuple } from './rules-wish.js';

const PLAIN = { pool: 'default', hostLabels: {}, isOnePerHost: false };

function of(...constraints: ConstraintTuple[]) {
  return placementRulesOf({ constraints }, String);
}

describe('placementRulesOf', () => {
  it('reads what older versions stored', () => {
    expect(placementRulesOf({}, String)).toEqual(PLAIN);
    const stored = { pool: 'build', hostLabels: { zone: 'a' }, isOnePerHost: true };
    expect(placementRulesOf(stored, String)).toEqual(stored);
  });

  it("makes Marathon's operators rules of the few kinds that placement knows", () => {
    expect(of(['zone', 'IS', 'a'])).toEqual({ ...PLAIN, hostRules: [{ field: 'zone', operator: 'IS', value: 'a' }] });
    expect(of(['zone', 'CLUSTER', 'a'])).toEqual(of(['zone', 'IS', 'a']));
    expect(of(['zone', 'LIKE', 'a.*'])).toMatchObject({ hostRules: [{ operator: 'LIKE', value: 'a.*' }] });
    expect(of(['zone', 'UNLIKE', 'a'])).toMatchObject({ hostRules: [{ operator: 'UNLIKE' }] });
    expect(of(['zone', 'CLUSTER'])).toEqual({ ...PLAIN, clusterFields: ['zone'] });
    expect(of(['zone', 'UNIQUE'])).toEqual({ ...PLAIN, domainLimits: [{ field: 'zone', max: 1 }] });
    expect(of(['zone', 'MAX_PER', '2'])).toEqual({ ...PLAIN, domainLimits: [{ field: 'zone', max: 2 }] });
    expect(of(['hostname', 'UNIQUE'])).toEqual({ ...PLAIN, isOnePerHost: true });
    const groups = { field: 'zone', maxSkew: 1, isRequired: true };
    expect(of(['zone', 'GROUP_BY'])).toMatchObject({ spread: [{ ...groups, minDomains: 1 }] });
    expect(of(['zone', 'GROUP_BY', '3'])).toMatchObject({ spread: [{ ...groups, minDomains: 3 }] });
  });

  it('tells what attracts and where', () => {
    const rules = placementRulesOf(
      {
        affinity: [
          { target: 'host', selector: 'h1' },
          { target: 'label', selector: 'disk', weight: -5, topologyKey: 'zone', isRequired: true },
          { target: 'service', selector: 'web' },
        ],
        spread: [{ topologyKey: 'rack', whenUnsatisfiable: 'ScheduleAnyway' }],
      },
      (name) => `id/${name}`,
    );
    expect(rules.hostAffinity).toEqual([
      { label: 'hostname', value: 'h1', field: 'hostname', weight: 100, isRequired: false },
      { label: 'disk', value: null, field: 'zone', weight: -5, isRequired: true },
    ]);
    expect(rules.serviceAffinity).toMatchObject([{ service: 'id/web', serviceName: 'web', weight: 100 }]);
    expect(rules.spread).toEqual([{ field: 'rack', maxSkew: 1, minDomains: 1, isRequired: false, weight: 50 }]);
  });
});
