import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../spec/property-runs.js';
import { refusalMessage } from '../../spec/refuses.js';
import { parseRules } from './parse-rules.js';
import type { AffinityWish, ConstraintTuple, RulesWish, SpreadWish } from './rules-wish.js';

function parsed(wish: RulesWish): RulesWish {
  return parseRules(wish, 'shop');
}

describe('parseRules', () => {
  it.each<[ConstraintTuple, ConstraintTuple]>([
    [
      ['hostname', 'UNIQUE'],
      ['hostname', 'UNIQUE'],
    ],
    [
      ['@zone', 'group_by', '03'],
      ['zone', 'GROUP_BY', '3'],
    ],
    [
      ['zone', 'GROUP_BY'],
      ['zone', 'GROUP_BY'],
    ],
    [
      ['disk', 'LIKE', 'ssd.*|nvme'],
      ['disk', 'LIKE', 'ssd.*|nvme'],
    ],
    [
      ['rack', 'MAX_PER', '2'],
      ['rack', 'MAX_PER', '2'],
    ],
  ])('takes the constraint %j', (constraint, stored) => {
    expect(parsed({ constraints: [constraint] }).constraints).toEqual([stored]);
  });

  it.each<[ConstraintTuple | string[], string]>([
    [['zone'], 'not of the form'],
    [['zone', 'IS', 'a', 'b'], 'not of the form'],
    [['zone', 'NEAR', 'a'], 'UNIQUE, CLUSTER'],
    [['', 'UNIQUE'], 'no field of a host'],
    [['zone', 'UNIQUE', '1'], 'takes no value'],
    [['zone', 'IS'], 'wants a value'],
    [['zone', 'IS', ''], 'wants a value'],
    [['zone', 'MAX_PER'], 'whole number'],
    [['zone', 'MAX_PER', '0'], 'whole number'],
    [['zone', 'MAX_PER', '1.5'], 'whole number'],
    [['zone', 'MAX_PER', '-1'], 'whole number'],
    [['zone', 'GROUP_BY', '99999999'], 'whole number'],
    [['zone', 'LIKE', '('], 'no regular expression (RE2)'],
    [['zone', 'LIKE', '(?=a)b'], 'no regular expression (RE2)'],
    [['zone', 'LIKE', '(a{1000}){1000}'], 'invalid repeat count'],
    [['zone', 'UNLIKE', 'a'.repeat(201)], 'more than 200'],
  ])('refuses the constraint %j', (constraint, why) => {
    expect(refusalMessage(() => parsed({ constraints: [constraint as ConstraintTuple] }))).toContain(why);
  });

  it('writes the defaults of affinity and spread out', () => {
    const rules = parsed({
      affinity: [{ target: 'label', selector: 'disk=ssd' }],
      spread: [{ topologyKey: '@zone' }],
    });
    expect(rules).toMatchObject({
      affinity: [{ target: 'label', selector: 'disk=ssd', topologyKey: 'hostname', weight: 100, isRequired: false }],
      spread: [{ topologyKey: 'zone', maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', weight: 50 }],
    });
  });

  it('calls process types of the app itself by their own name, so that it may be renamed', () => {
    const near = (selector: string) => ({ target: 'service' as const, selector });
    const rules = parsed({ affinity: [near('shop.web'), near('bookshop.web'), near('worker')] });
    expect(rules.affinity?.map(({ selector }) => selector)).toEqual(['web', 'bookshop.web', 'worker']);
  });

  it.each<[Partial<AffinityWish>, string]>([
    [{ weight: 0 }, 'not 0'],
    [{ weight: 101 }, '-100 to 100'],
    [{ weight: 0.5 }, '-100 to 100'],
    [{ weight: Number.NaN }, '-100 to 100'],
    [{ target: 'planet' as 'host' }, 'neither'],
    [{ target: 'constructor' as 'host' }, 'neither'],
    [{ selector: 'disk=' }, 'no proper value'],
    [{ target: 'host', selector: 'H 1' }, 'no host name'],
    [{ target: 'service', selector: 'Shop.web' }, 'no app name'],
    [{ target: 'service', selector: 'shop.' }, 'no process type'],
    [{ topologyKey: 'a b' }, 'no field'],
  ])('refuses the affinity %j', (wish, why) => {
    const affinity = [{ target: 'label' as const, selector: 'disk=ssd', ...wish }];
    expect(refusalMessage(() => parsed({ affinity }))).toContain(why);
  });

  it.each<[Partial<SpreadWish>, string]>([
    [{ maxSkew: 0 }, 'maxSkew'],
    [{ maxSkew: 1.5 }, 'maxSkew'],
    [{ minDomains: -1 }, 'minDomains'],
    [{ minDomains: 2, whenUnsatisfiable: 'ScheduleAnyway' }, 'DoNotSchedule only'],
    [{ whenUnsatisfiable: 'Never' as 'DoNotSchedule' }, 'ScheduleAnyway'],
    [{ weight: 101 }, 'weight'],
    [{ topologyKey: '' }, 'no field'],
  ])('refuses the spread %j', (wish, why) => {
    expect(refusalMessage(() => parsed({ spread: [{ topologyKey: 'zone', ...wish }] }))).toContain(why);
  });

  it.each<[RulesWish, string]>([
    [
      {
        constraints: [
          ['zone', 'IS', 'a'],
          ['zone', 'IS', 'b'],
        ],
      },
      'zone IS a and zone IS b',
    ],
    [
      {
        constraints: [
          ['zone', 'CLUSTER', 'a'],
          ['zone', 'UNLIKE', '.'],
        ],
      },
      'no value of zone',
    ],
    [
      {
        constraints: [
          ['zone', 'LIKE', 'b.*'],
          ['zone', 'IS', 'a'],
        ],
      },
      'no value of zone',
    ],
    [{ hostLabels: { zone: 'b' }, constraints: [['zone', 'IS', 'a']] }, 'zone IS b and zone IS a'],
    [
      {
        constraints: [
          ['zone', 'GROUP_BY', '2'],
          ['zone', 'CLUSTER'],
        ],
      },
      'keeps all dynos in one zone',
    ],
    [
      {
        affinity: [
          { target: 'service', selector: 'web', isRequired: true },
          { target: 'service', selector: 'shop.web', isRequired: true, weight: -1 },
        ],
      },
      'both required and forbidden',
    ],
  ])('refuses the contradiction in %j', (wish, why) => {
    expect(refusalMessage(() => parsed(wish))).toContain(why);
  });

  it.each<RulesWish>([
    {
      constraints: [
        ['zone', 'IS', 'a'],
        ['zone', 'IS', 'a'],
        ['zone', 'LIKE', 'a|b'],
        ['rack', 'IS', 'b'],
      ],
    },
    {
      affinity: [
        { target: 'service', selector: 'web' },
        { target: 'service', selector: 'web', weight: -1 },
      ],
    },
    { tolerations: ['gpu'], priority: 0 },
  ])('sees no contradiction in %j', (wish) => {
    expect(() => parsed(wish)).not.toThrow();
  });

  it('refuses too many rules, and what is no priority or toleration', () => {
    const constraints = Array.from({ length: 21 }, (): ConstraintTuple => ['zone', 'UNIQUE']);
    expect(refusalMessage(() => parsed({ constraints }))).toContain('at most 20');
    expect(refusalMessage(() => parsed({ priority: 101 }))).toContain('priority');
    expect(refusalMessage(() => parsed({ priority: 1.5 }))).toContain('priority');
    expect(refusalMessage(() => parsed({ tolerations: ['a b'] }))).toContain('requires');
  });

  it('answers any two strings with a rule or a refusal, and reads its own form again', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('zone', 'LIKE', 'IS', 'GROUP_BY', '3', '(a+)+$', '@rack'));
    const property = fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      let stored: RulesWish;
      try {
        stored = parsed({ constraints: [parts as unknown as ConstraintTuple] });
      } catch (error) {
        expect((error as Error).name).toBe('UserError');
        return;
      }
      expect(parsed(stored)).toEqual(stored);
    });
    fc.assert(property, PROPERTY_RUNS);
  });
});
