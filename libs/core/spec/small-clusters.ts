import fc from 'fast-check';
import type { Host } from '../src/cluster/host.js';
import { disruptionPolicyOf } from '../src/disruption/disruption-settings.js';
import { RECONCILE_POLICIES } from '../src/disruption/reconcile-policy.js';
import { placementRulesOf } from '../src/rules/placement-rules-of.js';
import type { RulesWish } from '../src/rules/rules-wish.js';
import { updatePolicyOf } from '../src/update/update-settings.js';
import type { UpdatePolicy, WantedProcess } from '../src/wanted/wanted.js';
import { host, web } from './cluster-fixtures.js';

const settings = fc.record({
  minimumHealthCapacity: fc.constantFrom(0, 0.5, 0.75, 1),
  maximumOverCapacity: fc.constantFrom(0, 0.25, 0.5, 1),
  minHealthySeconds: fc.constantFrom(0, 2),
  drainTimeoutSeconds: fc.constant(5),
});

const policy: fc.Arbitrary<UpdatePolicy> = fc
  .oneof(
    { weight: 3, arbitrary: settings },
    { weight: 1, arbitrary: fc.constant({ strategy: 'recreate' as const, drainTimeoutSeconds: 5 }) },
    {
      weight: 1,
      arbitrary: fc.record({
        strategy: fc.constant('bluegreen' as const),
        confirm: fc.constantFrom('auto', 'manual'),
        keepPreviousSeconds: fc.constant(5),
        drainTimeoutSeconds: fc.constant(5),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        strategy: fc.constant('canary' as const),
        canary: fc.constantFrom(1, 2),
        autoPromoteAfterSeconds: fc.constantFrom(null, 0, 5),
        drainTimeoutSeconds: fc.constant(5),
      }),
    },
  )
  .map(updatePolicyOf);

/** Rules in the form in which people write them; most process types have none. */
const WISHES: readonly RulesWish[] = [
  {},
  {},
  {},
  { constraints: [['zone', 'UNIQUE']] },
  { constraints: [['zone', 'MAX_PER', '2']] },
  { constraints: [['zone', 'GROUP_BY']] },
  { constraints: [['zone', 'CLUSTER']] },
  { constraints: [['zone', 'UNLIKE', 'b']], priority: 90 },
  { spread: [{ topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }] },
  { affinity: [{ target: 'service', selector: 'web', topologyKey: 'zone', isRequired: true }] },
  { affinity: [{ target: 'service', selector: 'web', weight: -100, isRequired: true }] },
  { affinity: [{ target: 'label', selector: 'zone=a', weight: 50 }] },
  { hostPort: 20_003 },
  { hostPort: 8_080 },
  { ports: [{ name: 'metrics' }, { name: 'dns', hostPort: 20_005, protocol: 'udp' }] },
  { gpus: 1 },
  { gpus: 2 },
];

const GPUS = [['0', '1', '2'], [], ['GPU-a', 'GPU-b']];

/** A process type with everything that matters to placement and updates left to chance. */
export const wantedProcess: fc.Arbitrary<WantedProcess> = fc
  .record({
    processType: fc.constantFrom('web', 'worker'),
    count: fc.nat(5),
    memoryMib: fc.constantFrom(100, 256, 400),
    isOnePerHost: fc.boolean(),
    label: fc.option(fc.constantFrom('a', 'b'), { freq: 4 }),
    wish: fc.constantFrom(...WISHES),
    update: policy,
    reconcile: fc.constantFrom(...RECONCILE_POLICIES),
  })
  .map(({ processType, count, memoryMib, isOnePerHost, label, wish, update, reconcile }) =>
    web(count, 'g0', {
      processType,
      needsPort: processType === 'web',
      resources: { cpuMillis: 100, memoryMib },
      rules: {
        ...placementRulesOf(wish, (name) => `shop/${name}`),
        hostLabels: label === null ? {} : { zone: label },
        isOnePerHost,
      },
      update,
      disruption: disruptionPolicyOf({ reconcile }),
    }),
  );

export const wantedProcesses = fc.uniqueArray(wantedProcess, { maxLength: 2, selector: (one) => one.processType });

export const smallHosts: fc.Arbitrary<Host[]> = fc
  .array(fc.record({ zone: fc.constantFrom('a', 'b'), memoryMib: fc.constantFrom(512, 1024, 2048) }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) =>
    all.map(({ zone, memoryMib }, place) =>
      host(`h${place + 1}`, {
        gpus: GPUS[place % GPUS.length],
        labels: { zone },
        allocatable: { cpuMillis: 1000, memoryMib },
        portRange: { from: 20_000, to: 20_006 },
      }),
    ),
  );
