import fc from 'fast-check';
import { host } from '../../spec/cluster-fixtures.js';
import { demand, placementOf } from '../../spec/demands.js';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import type { Host } from '../cluster/host.js';
import type { PlacementRules } from '../rules/placement-rules.js';
import { place } from './place.js';

describe('rules that count, on hosts with room for all', () => {
  const roomy = fc
    .array(fc.record({ zone: fc.constantFrom('a', 'b', 'c'), eligible: fc.constantFrom(true, true, true, false) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((all) =>
      all.map(({ zone: own, eligible }, at) =>
        host(`h${at}`, { eligible, labels: { zone: own }, allocatable: { cpuMillis: 1e6, memoryMib: 1e6 } }),
      ),
    );

  function zonesAfter(all: readonly Host[], rules: Partial<PlacementRules>, count: number): number[] {
    const { placed } = place(
      placementOf(all),
      Array.from({ length: count }, () => demand({}, rules)),
      count,
    );
    const zones = new Set(all.filter(({ eligible }) => eligible).map((one) => one.labels['zone']));
    const zoneOf = new Map(all.map((one) => [one.id, one.labels['zone']]));
    return [...zones].map((own) => placed.filter(({ hostId }) => zoneOf.get(hostId) === own).length);
  }

  it('GROUP_BY keeps zones within one, and only count mod n of them get the extra one', () => {
    const rule = { field: 'zone', maxSkew: 1, minDomains: 1, isRequired: true, weight: 50 };
    const property = fc.property(roomy, fc.nat(12), (all, count) => {
      const zones = zonesAfter(all, { spread: [rule] }, count);
      if (zones.length === 0) return;
      expect(zones.reduce((sum, some) => sum + some, 0)).toBe(count);
      const base = Math.floor(count / zones.length);
      expect(zones.filter((some) => some === base + 1)).toHaveLength(count % zones.length);
    });
    fc.assert(property, PROPERTY_RUNS);
  });

  it('soft spread does the same as long as it outweighs siblings on one host', () => {
    const rule = { field: 'zone', maxSkew: 1, minDomains: 1, isRequired: false, weight: 100 };
    const property = fc.property(roomy, fc.nat(6), (all, count) => {
      const zones = zonesAfter(all, { spread: [rule] }, count);
      expect(Math.max(0, ...zones) - Math.min(Infinity, ...zones)).toBeLessThanOrEqual(1);
    });
    fc.assert(property, PROPERTY_RUNS);
  });

  it('MAX_PER and CLUSTER hold, and fill what they leave', () => {
    const property = fc.property(roomy, fc.nat(12), fc.integer({ min: 1, max: 3 }), (all, count, max) => {
      const limited = zonesAfter(all, { domainLimits: [{ field: 'zone', max }] }, count);
      expect(limited.every((some) => some <= max)).toBe(true);
      expect(limited.reduce((sum, some) => sum + some, 0)).toBe(Math.min(count, limited.length * max));
      const together = zonesAfter(all, { clusterFields: ['zone'] }, count).filter((some) => some > 0);
      expect(together).toEqual(count === 0 || limited.length === 0 ? [] : [count]);
    });
    fc.assert(property, PROPERTY_RUNS);
  });
});
