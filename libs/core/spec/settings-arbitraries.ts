import fc from 'fast-check';
import { UserError } from '../src/errors/user-error.js';
import { changeFormation, type FormationChange } from '../src/formation/change-formation.js';
import { parseHealthCheck } from '../src/formation/health-check.js';
import { DEFAULT_DYNO_RESOURCES } from '../src/quantity/resources.js';
import type { AppSettings, ProcessSettings } from '../src/manifest/app-settings.js';
import type { UpdateSettings } from '../src/update/update-settings.js';

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const field = fc.constantFrom('hostname', 'zone', 'rack/row.1');
const labelValue = fc.constantFrom('a', 'ssd', '10', 'true', 'null', '1.10', '0x1f');

const constraint = fc.oneof(
  fc.constantFrom(['hostname', 'UNIQUE'] as const, ['zone', 'GROUP_BY', '3'] as const, ['rack', 'CLUSTER'] as const),
  fc
    .constantFrom('h[12]', 'a:b:c', '.*', '^x{2}$', ' ', '# no comment')
    .map((value) => ['zone', 'UNLIKE', value] as const),
);
const affinity = fc.record({
  ...{ topologyKey: field, isRequired: fc.boolean() },
  selector: fc.constantFrom('disk', 'zone=10'),
  target: fc.constant('label' as const),
  weight: fc.integer({ min: 1, max: 100 }),
});
const spread = fc.record({
  ...{ topologyKey: field, maxSkew: fc.integer({ min: 1, max: 5 }), weight: fc.integer({ min: 1, max: 100 }) },
  whenUnsatisfiable: fc.constantFrom('DoNotSchedule' as const, 'ScheduleAnyway' as const),
});
const namedPort = fc.constantFrom(
  { name: 'metrics' },
  { name: 'dns', containerPort: 53, protocol: 'udp' as const },
  { name: 'admin-2', hostPort: 9_000 },
);
const rules = fc.record({
  pool: optional(fc.constantFrom('default', 'builders', '7')),
  hostLabels: fc.dictionary(fc.constantFrom('zone', 'disk', 'a.b/c'), labelValue, { maxKeys: 2 }),
  isOnePerHost: optional(fc.constant(true)),
  constraints: fc.array(constraint, { maxLength: 3 }),
  affinity: fc.array(affinity, { maxLength: 2 }),
  spread: fc.array(spread, { maxLength: 2 }),
  tolerations: fc.array(labelValue, { maxLength: 2 }),
  priority: optional(fc.integer({ min: 0, max: 100 })),
  hostPort: optional(fc.integer({ min: 20_000, max: 65_535 })),
  ports: fc.uniqueArray(namedPort, { selector: ({ name }) => name, maxLength: 3 }),
  gpus: optional(fc.nat(64)),
});

const check = fc.record({
  protocol: fc.constant('http' as const),
  path: fc.constantFrom('/', '/up?a=1#b', '/{x}:[y]'),
  ...{ intervalSeconds: fc.integer({ min: 1, max: 9 }), timeoutSeconds: fc.integer({ min: 1, max: 9 }) },
  ...{ graceSeconds: fc.integer({ min: 0, max: 9 }), maxConsecutiveFailures: fc.integer({ min: 1, max: 9 }) },
  onUnhealthy: optional(fc.constantFrom('recreate' as const, 'none' as const)),
});

const seconds = optional(fc.integer({ min: 0, max: 3600 }));
const budget = {
  maxErrorRate: fc.constantFrom(undefined, null, 0.05),
  maxP95Ratio: fc.constantFrom(undefined, null, 2),
};
const ofAny = {
  minHealthySeconds: seconds,
  drainTimeoutSeconds: seconds,
  autoRevert: optional(fc.boolean()),
  ...budget,
};
const fraction = optional(fc.constantFrom(0, 0.25, 0.5, 1));
const update: fc.Arbitrary<UpdateSettings | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record({ ...ofAny, minimumHealthCapacity: fraction, maximumOverCapacity: fraction }),
  fc.record({ ...ofAny, strategy: fc.constant('recreate' as const) }),
  fc.record({
    ...ofAny,
    strategy: fc.constant('canary' as const),
    canary: fc.constant(1),
    canaryWeight: fc.constantFrom(undefined, null, 0, 0.1),
    canaryHeader: fc.constantFrom(undefined, null, 'X-Canary: 1'),
    canaryCookie: fc.constantFrom(undefined, null, 'beta=yes'),
    autoPromoteAfterSeconds: fc.constantFrom(null, 60),
  }),
  fc.record({
    ...ofAny,
    strategy: fc.constant('bluegreen' as const),
    confirm: fc.constant('manual' as const),
    keepPreviousSeconds: seconds,
  }),
);

const disruption = fc.oneof(
  fc.constant(undefined),
  fc.record({
    minAvailable: fc.integer({ min: 0, max: 9 }),
    lostAfterSeconds: optional(fc.integer({ min: 0, max: 900 })),
  }),
  fc.record({ maxUnavailable: fc.integer({ min: 1, max: 9 }), replace: fc.constant(false) }),
);

const processType = fc.constantFrom('web', 'worker', 'null', 'true', 'y', 'a-b_2');

/** As a process type is once somebody has set all that can be set, by whatever way. */
export function freshProcess(type: string, command: string): ProcessSettings {
  return {
    processType: type,
    command,
    quantity: 0,
    ...DEFAULT_DYNO_RESOURCES,
    rules: {},
    healthCheck: null,
    update: {},
    disruption: {},
  };
}

const processSettings = fc
  .record({
    type: processType,
    command: fc
      .oneof(fc.constantFrom('', 'node web.js', '- x', "echo 'a' # b: c", '&a *b', '3', 'yes'), fc.string())
      .filter((text) => !/[\x00-\x1f\x7f]/.test(text) && (text === '' || text.trim() !== '')),
    change: fc.record({
      quantity: fc.integer({ min: 1, max: 100 }),
      cpuMillis: fc.integer({ min: 1, max: 4000 }),
      memoryMib: fc.integer({ min: 6, max: 9000 }),
      rules,
      update,
      disruption,
      healthCheck: fc.option(check.map(parseHealthCheck)),
    }),
  })
  .map(({ type, command, change }) => changed(freshProcess(type, command), { ...change, processType: type }))
  .filter((process) => process !== null);

/** Null for rules that contradict each other. Through JSON, as they come out of the database. */
function changed(fresh: ProcessSettings, change: FormationChange): ProcessSettings | null {
  try {
    return JSON.parse(JSON.stringify(changeFormation(fresh, change, 'shop'))) as ProcessSettings;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** All settings of an app as they can be stored. For specs. */
export const someSettings: fc.Arbitrary<AppSettings> = fc.record({
  name: fc.constant('shop'),
  deadlineSeconds: fc.integer({ min: 10, max: 3600 }),
  processes: fc.uniqueArray(processSettings, { selector: (one) => one.processType, maxLength: 3 }),
});
