import fc from 'fast-check';
import { readManifest } from './read-manifest.js';

const WHOLE = `# how shop runs
deadline_seconds: 120
processes:
  web:
    command: node server.js
    quantity: 2
    cpu: 250m
    memory: 256Mi
    pool: default
    host_labels: {disk: ssd, zone: 1.10}
    one_per_host: true
    constraints: ['@hostname:unique', [zone, GROUP_BY, 3], 'zone:LIKE:a:b']
    affinity:
      - {target: label, selector: disk=ssd, weight: 50}
    spread:
      - topology_key: zone
        when_unsatisfiable: ScheduleAnyway
    tolerations: [gpu]
    priority: 70
    checks: {protocol: http, path: /up}
    update: {strategy: canary, canary: 1, auto_promote_after_seconds: null}
  worker:
    cpu: 2
    one_per_host: false
    constraints: []
    checks:
    update:
`;

const refusal = (text: string, file = 'jujube.yml') => {
  try {
    return JSON.stringify(readManifest(text, file));
  } catch (error) {
    return (error as Error).message;
  }
};

describe('readManifest', () => {
  it('knows all that can be set', () => {
    const { deadlineSeconds, processes } = readManifest(WHOLE, 'jujube.yml');
    expect(deadlineSeconds).toBe(120);
    expect(processes[0]).toMatchObject({
      ...{ processType: 'web', command: 'node server.js', quantity: 2, cpuMillis: 250, memoryMib: 256 },
      rules: {
        ...{
          pool: 'default',
          hostLabels: { disk: 'ssd', zone: '1.10' },
          isOnePerHost: true,
          tolerations: ['gpu'],
          priority: 70,
        },
        constraints: [
          ['hostname', 'UNIQUE'],
          ['zone', 'GROUP_BY', '3'],
          ['zone', 'LIKE', 'a:b'],
        ],
        affinity: [{ target: 'label', selector: 'disk=ssd', topologyKey: 'hostname', weight: 50, isRequired: false }],
        spread: [{ topologyKey: 'zone', maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', weight: 50 }],
      },
      healthCheck: {
        protocol: 'http',
        path: '/up',
        intervalSeconds: 5,
        timeoutSeconds: 2,
        graceSeconds: 60,
        maxConsecutiveFailures: 3,
      },
      update: { strategy: 'canary', canary: 1, autoPromoteAfterSeconds: null },
    });
    const worker = processes[1]!;
    expect(worker).toMatchObject({ cpuMillis: 2000, healthCheck: null, update: null });
    expect(worker.rules).toStrictEqual({ isOnePerHost: undefined, constraints: undefined });
  });

  it.each([
    ['processes:\n  web:\n    instnaces: 2\n', 'jujube.yml:3: unknown key "instnaces" below processes.web'],
    [
      'processes:\n  web:\n    quantiy: 2\n',
      'jujube.yml:3: unknown key "quantiy" below processes.web; did you mean quantity?; known: command, quantity, cpu',
    ],
    [
      'proceses:\n  web: {}\n',
      'jujube.yml:1: unknown key "proceses"; did you mean processes?; known: deadline_seconds, processes',
    ],
    ['processes:\n  web:\n    restart: {}\n', 'jujube.yml:3: unknown key "restart" below processes.web'],
    ['constructor: 1\n', 'jujube.yml:1: unknown key "constructor"'],
    ['processes:\n  Web: {}\n', 'jujube.yml:2: "Web" is no process type'],
    ['processes: [web]\n', 'jujube.yml:1: processes is a map of keys and values, and this is a list'],
    ['web: 1\n- x\n', 'jujube.yml:2: '],
    ['just text\n', 'jujube.yml:1: The manifest is a map of keys and values, and this is the text "just text"'],
    ['processes:\n  web:\n    quantity: +1\n    cpu: 12x\n', 'jujube.yml:4: "12x" is no amount of cpu'],
    ['processes:\n  web:\n    quantity: "2"\n', 'jujube.yml:3: expected a number, and this is the text "2"'],
    ['processes:\n  web:\n    quantity: 101\n', 'jujube.yml:3: expected a whole number from 0 to 100, and this is 101'],
    ['processes:\n  web:\n    quantity:\n    cpu: 1\n', 'jujube.yml:3: expected a number, and this is empty'],
    ['processes:\n  web:\n    memory: 256\n', 'jujube.yml:3: "256" is no amount of memory: which unit?'],
    ['processes:\n  web:\n    command: "a\\u0007"\n', 'jujube.yml:3: the command holds control characters'],
    ['processes:\n  web:\n    pool: "a\\0"\n', 'jujube.yml:3: this text holds a character that is none'],
    ['processes:\n  web:\n    one_per_host: yes\n', 'jujube.yml:3: expected true or false, and this is the text "yes"'],
    [
      'processes:\n  web:\n    constraints:\n      - hostname:UNIQUE\n      - zone:NEAR:a\n',
      'jujube.yml:5: Constraint zone:NEAR:a knows no operator but',
    ],
    [
      'processes:\n  web:\n    constraints: hostname:UNIQUE\n',
      'jujube.yml:3: expected a list, and this is the text "hostname:UNIQUE"',
    ],
    ['processes:\n  web:\n    affinity:\n      - target: label\n', 'jujube.yml:4: affinity needs target and selector'],
    [
      'processes:\n  web:\n    affinity:\n      - target: label\n        selector: disk\n        weight: 0\n',
      'jujube.yml:4: Affinity: the weight',
    ],
    [
      'processes:\n  web:\n    spread:\n      - topology_key: zone\n        skew: 2\n',
      'jujube.yml:5: unknown key "skew" below spread; known: topology_key',
    ],
    ['processes:\n  web:\n    checks:\n      path: /up\n', 'processes.web.checks needs a protocol, http or tcp'],
    [
      'processes:\n  web:\n    checks: {protocol: tcp, path: /up}\n',
      'jujube.yml:3: Health check: path is for protocol http only',
    ],
    [
      'processes:\n  web:\n    update:\n      strategy: purple\n',
      'jujube.yml:4: expected one of rolling, canary, bluegreen, recreate',
    ],
    ['deadline_seconds: 5\n', 'jujube.yml:1: The deadline of a deployment'],
    ['a: 1\na: 2\n', 'jujube.yml:2: Map keys must be unique'],
    ['processes:\n\tweb: {}\n', 'jujube.yml:2: Tabs are not allowed'],
    ['processes: {}\n---\nprocesses: {}\n', 'jujube.yml:2: Source contains multiple documents'],
    ['processes: !secret x\n', 'jujube.yml:1: Unresolved tag'],
    ['? [a]\n: b\n', 'jujube.yml:1: this can neither be a key nor a value here'],
    ['x: *nowhere\n', 'jujube.yml:1: '],
    ['processes: &a\n  web: *a\n', 'jujube.yml:'],
    ['#'.repeat(70_000), 'jujube.yml:1: is larger than 64 KiB'],
  ])('refuses %j', (text, message) => {
    expect(refusal(text)).toContain(message);
    expect(refusal(text).match(/jujube\.yml:\d+:/g)).toHaveLength(1);
  });

  it('takes parts that are named once and used twice', () => {
    const { processes } = readManifest('processes:\n  web: &all {cpu: 250m}\n  worker: *all\n', 'jujube.yml');
    expect(processes.map(({ cpuMillis }) => cpuMillis)).toEqual([250, 250]);
  });

  it('does not unfold what grows without end', () => {
    const levels = Array.from({ length: 20 }, (_, at) => `  - &l${at + 1} [${`*l${at},`.repeat(9)}]`);
    const bomb = `x:\n  - &l0 [a]\n${levels.join('\n')}\n`;
    expect(refusal(bomb)).toMatch(/more than 10000 values are too many|nested deeper/);
  });

  it('takes nothing for nothing', () => {
    for (const text of ['', '# nothing\n', '{}']) expect(readManifest(text, 'jujube.yml').processes).toEqual([]);
  });

  it.each(['processes', 'web: {', '\u0000', 'a: &x *x', '<<: {a: 1}'])(
    'answers %j with a refusal or a manifest, never with a bug',
    (text) => {
      expect(refusal(text)).toMatch(/^(jujube\.yml:\d+: |\{"file")/);
    },
  );

  it('answers any text so', () => {
    const line = fc.constantFrom(
      'processes:',
      '  web:',
      '    cpu: 1',
      '- x',
      '? ',
      ': ',
      '&a',
      '*a',
      '"',
      '{',
      '}',
      '[',
      '\t',
      '|',
      '>',
      '!!map',
      'null',
      '---',
      '%YAML 1.1',
      '...',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(line).map((lines) => lines.join('\n')),
    );
    fc.assert(fc.property(text, (any) => expect(refusal(any)).toMatch(/^(jujube\.yml:\d+: |\{"file")/)));
  });
});
