import { refusalMessage } from '../../spec/refuses.js';
import { updatePolicyOf, type UpdateSettings } from '../update/update-settings.js';
import { placementRulesOf } from '../rules/placement-rules-of.js';
import type { RulesWish } from '../rules/rules-wish.js';
import type { FormationWish, KnownHost } from './formation-wish.js';
import { refuseImpossible } from './refuse-impossible.js';

const wish: FormationWish = {
  processType: 'web',
  quantity: 2,
  cpuMillis: 250,
  memoryMib: 512,
  rules: placementRulesOf({}, String),
  update: updatePolicyOf({}),
};
const host: KnownHost = { name: 'h1', pool: 'default', labels: { zone: 'a' }, cpuMillis: 2000, memoryMib: 4096 };

describe('refuseImpossible', () => {
  it('lets pass what an empty cluster could run, though it may be full now', () => {
    expect(() => refuseImpossible({ ...wish, quantity: 100 }, [host])).not.toThrow();
  });

  it('knows nothing while no host is registered, and wants nothing for no dynos', () => {
    expect(() => refuseImpossible({ ...wish, memoryMib: 1e6 }, [])).not.toThrow();
    expect(() => refuseImpossible({ ...wish, memoryMib: 1e6, quantity: 0 }, [host])).not.toThrow();
  });

  it('names the biggest host when a dyno is bigger than all of them', () => {
    expect(() => refuseImpossible({ ...wish, memoryMib: 8192 }, [host])).toThrow(/memory 8Gi per dyno.*h1.*memory 4Gi/);
    expect(() => refuseImpossible({ ...wish, cpuMillis: 2001 }, [host])).toThrow(/cpu 2001m/);
  });

  it('refuses pools and labels that no host has', () => {
    expect(() => refuseImpossible(ruled({ pool: 'gpu' }), [host])).toThrow(/in pool gpu/);
    expect(() => refuseImpossible(ruled({ hostLabels: { zone: 'b' } }), [host])).toThrow(/labelled zone=b/);
  });

  it('counts hosts for one dyno per host', () => {
    const two = [host, { ...host, name: 'h2' }];
    expect(() => refuseImpossible(ruled({ isOnePerHost: true }), two)).not.toThrow();
    expect(() => refuseImpossible(ruled({ isOnePerHost: true }, 3), two)).toThrow(
      /3 dynos are wanted, and 1 per hostname over 2 hosts makes at most 2/,
    );
  });
});

describe('gpus', () => {
  const two = { ...host, name: 'h2', gpus: ['0', '1'] };
  const wished = (gpus: number, quantity: number) => ({ ...ruled({ gpus }, quantity) });

  it('are counted per host and in all', () => {
    expect(() => refuseImpossible(wished(1, 2), [host, two])).not.toThrow();
    expect(() => refuseImpossible(wished(1, 1), [host])).toThrow('it wants 1 gpu per dyno, and no host has any');
    const most = 'it wants 3 gpus per dyno, and the host with most of them, h2, has 2';
    expect(() => refuseImpossible(wished(3, 1), [host, two])).toThrow(most);
    const bound = '3 dynos are wanted, and 2 per dyno of the 4 gpus on 2 hosts makes at most 2';
    expect(() => refuseImpossible(wished(2, 3), [host, two, { ...two, name: 'h3' }])).toThrow(bound);
  });
});

const zones: KnownHost[] = [
  { ...host, name: 'a1', labels: { zone: 'a' } },
  { ...host, name: 'a2', labels: { zone: 'a' } },
  { ...host, name: 'b1', labels: { zone: 'b', disk: 'ssd' } },
  { ...host, name: 'x1', labels: {} },
];

describe('rules that can never hold on the known hosts', () => {
  it.each<[rules: RulesWish, quantity: number, why: string]>([
    [{ constraints: [['zone', 'IS', 'c']] }, 1, 'satisfies zone IS c (zone is a on 2, b on 1, missing on 1)'],
    [{ constraints: [['zone', 'LIKE', 'c.*']] }, 1, 'satisfies zone LIKE c.*'],
    [
      {
        constraints: [
          ['zone', 'UNLIKE', 'a|b'],
          ['zone', 'LIKE', '.'],
        ],
      },
      1,
      'none of the 1 host left satisfies',
    ],
    [{ hostPort: 8080 }, 5, 'port 8080 is there once on each of 4 hosts, which makes at most 4'],
    [{ constraints: [['zone', 'UNIQUE']] }, 3, '1 per zone over 2 values of zone makes at most 2'],
    [{ constraints: [['zone', 'MAX_PER', '2']] }, 5, '2 per zone over 2 values of zone makes at most 4'],
    [{ constraints: [['rack', 'UNIQUE']] }, 1, '1 per rack over 0 values of rack makes at most 0'],
    [
      { constraints: [['zone', 'GROUP_BY', '3']] },
      3,
      'spread over 3 values of zone, of which 2 values of zone can take it',
    ],
    [{ constraints: [['rack', 'CLUSTER']] }, 1, 'CLUSTER rack needs hosts with a rack'],
    [
      {
        constraints: [
          ['zone', 'CLUSTER'],
          ['hostname', 'UNIQUE'],
        ],
      },
      3,
      'one zone, where 1 per hostname over 2 hosts',
    ],
    [{ affinity: [{ target: 'label', selector: 'disk=tape', isRequired: true }] }, 1, 'near disk=tape'],
    [
      { affinity: [{ target: 'service', selector: 'web', weight: -1, isRequired: true, topologyKey: 'zone' }] },
      3,
      '1 per zone',
    ],
  ])('%j with %d dynos', (rules, quantity, why) => {
    expect(refusalMessage(() => refuseImpossible(ruled(rules, quantity), zones))).toContain(why);
  });

  it.each<[rules: RulesWish, quantity: number]>([
    [{ hostPort: 8080 }, 4],
    [{ constraints: [['zone', 'UNIQUE']] }, 2],
    [{ constraints: [['zone', 'GROUP_BY', '2']] }, 100],
    [{ constraints: [['zone', 'GROUP_BY', '3']] }, 2],
    [
      {
        constraints: [
          ['zone', 'CLUSTER'],
          ['hostname', 'UNIQUE'],
        ],
      },
      2,
    ],
    [{ affinity: [{ target: 'label', selector: 'disk=ssd', topologyKey: 'zone', isRequired: true }] }, 3],
    [{ affinity: [{ target: 'host', selector: 'gone', weight: 50 }] }, 1],
  ])('lets pass %j with %d dynos', (rules, quantity) => {
    expect(() => refuseImpossible(ruled(rules, quantity), zones)).not.toThrow();
  });

  it('names the label that keeps strangers away', () => {
    const picky = [{ ...host, labels: { requires: 'gpu' } }];
    expect(() => refuseImpossible(ruled({}), picky)).toThrow(/requires a toleration/);
    expect(() => refuseImpossible(ruled({ tolerations: ['gpu'] }), picky)).not.toThrow();
  });
});

describe('a minimum of health that no update could keep', () => {
  const small = ['h1', 'h2', 'h3'].map((name) => ({ ...host, name, memoryMib: 1000 }));

  it('is refused with the arithmetic: as many dynos as hosts, and no room for one more', () => {
    expect(() => refuseImpossible(ruled({ constraints: [['hostname', 'UNIQUE']] }, 3), small)).toThrow(
      /keeps 3 of 3 dynos ready and starts 1 more, which makes 4, and at .* memory 512Mi per dyno the 3 hosts have room for 3/,
    );
  });

  it('is no matter where an old and a new dyno find room on one host, or where fewer must stay ready', () => {
    const [first, ...others] = small;
    const roomy = [{ ...first!, memoryMib: 1024 }, ...others];
    const unique = ruled({ constraints: [['hostname', 'UNIQUE']] }, 3);
    expect(() => refuseImpossible(unique, roomy)).not.toThrow();
    const relaxed = { ...unique, update: { ...updatePolicyOf({}), minimumHealthCapacity: 0.5 } };
    expect(() => refuseImpossible(relaxed, small)).not.toThrow();
  });
});

describe('a release that runs beside the old one', () => {
  const small = ['h1', 'h2'].map((name) => ({ ...host, name, memoryMib: 1024 }));
  const updated = (quantity: number, settings: UpdateSettings): FormationWish => ({
    ...wish,
    quantity,
    update: updatePolicyOf(settings),
  });

  it('is refused where there is no room for both, with the arithmetic', () => {
    expect(() => refuseImpossible(updated(3, { strategy: 'bluegreen' }), small)).toThrow(
      /blue\/green runs all new dynos beside the 3 old, which makes 6, and at .* the 2 hosts have room for 4/,
    );
    expect(() => refuseImpossible(updated(4, { strategy: 'canary', canary: 2 }), small)).toThrow(
      /canary 2 runs 2 dynos beside the 4 old, which makes 6/,
    );
  });

  it('passes where both fit, and where the old one alone does not', () => {
    expect(() => refuseImpossible(updated(2, { strategy: 'bluegreen' }), small)).not.toThrow();
    expect(() => refuseImpossible(updated(3, { strategy: 'canary', canary: 1 }), small)).not.toThrow();
    expect(() => refuseImpossible(updated(9, { strategy: 'bluegreen' }), small)).not.toThrow();
  });
});

function ruled(rules: RulesWish, quantity = wish.quantity): FormationWish {
  return { ...wish, quantity, rules: placementRulesOf(rules, String) };
}
