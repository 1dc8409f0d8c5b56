import fc from 'fast-check';
import type { PlacementRules } from '../src/rules/placement-rules.js';

const field = fc.constantFrom('hostname', 'zone', 'zone', 'rack');
const isRequired = fc.boolean();
const weight = fc.constantFrom(-100, -20, 20, 100);

const hostRule = fc.record({
  field,
  operator: fc.constantFrom('IS' as const, 'LIKE' as const, 'UNLIKE' as const),
  value: fc.constantFrom('a', 'b', 'h1', 'a|b', '.*'),
});
const domainLimit = fc.record({ field, max: fc.integer({ min: 1, max: 2 }) });
const spread = fc.record({
  ...{ field, isRequired },
  maxSkew: fc.integer({ min: 1, max: 2 }),
  minDomains: fc.integer({ min: 1, max: 3 }),
  weight: fc.constantFrom(10, 100),
});
const hostAffinity = fc.record({
  ...{ field, weight, isRequired },
  label: fc.constantFrom('zone', 'rack', 'hostname'),
  value: fc.constantFrom('a', 'b', 'h1', null),
});
const serviceAffinity = fc
  .record({ field, weight, isRequired, service: fc.constantFrom('shop/web', 'blog/web') })
  .map((rule) => ({ ...rule, serviceName: rule.service }));

const kinds: fc.Arbitrary<Partial<PlacementRules>>[] = [
  fc.array(hostRule, { minLength: 1, maxLength: 2 }).map((hostRules) => ({ hostRules })),
  fc.array(domainLimit, { minLength: 1, maxLength: 2 }).map((domainLimits) => ({ domainLimits })),
  fc.constantFrom(['zone'], ['rack']).map((clusterFields) => ({ clusterFields })),
  fc.array(spread, { minLength: 1, maxLength: 2 }).map((rules) => ({ spread: rules })),
  fc.array(hostAffinity, { minLength: 1, maxLength: 2 }).map((rules) => ({ hostAffinity: rules })),
  fc.array(serviceAffinity, { minLength: 1, maxLength: 2 }).map((rules) => ({ serviceAffinity: rules })),
  fc.constant({ tolerations: ['gpu'] }),
];

/** Up to two kinds of rules, as they come out of placementRulesOf(): with more, they rule out everything together. For specs. */
export const someRules: fc.Arbitrary<Partial<PlacementRules>> = fc
  .array(fc.oneof(...kinds), { maxLength: 2 })
  .map((rules) => Object.assign({}, ...rules) as Partial<PlacementRules>);
