import { UserError } from '@jujube/core/errors/user-error.js';
import { asNew, parseDefinition } from './app-definition.js';

const WHOLE = {
  id: '/shop/worker',
  cmd: 'node worker.js',
  instances: 2,
  cpus: 0.29,
  mem: 64.0,
  disk: 0,
  gpus: 0,
  constraints: [
    ['hostname', 'UNIQUE'],
    ['zone', 'GROUP_BY', '2'],
  ],
  upgradeStrategy: { minimumHealthCapacity: 0.5, maximumOverCapacity: 0 },
  healthChecks: [{ path: '/up', gracePeriodSeconds: 5, portIndex: 0 }],
  container: {
    type: 'DOCKER',
    docker: { image: 'registry/shop:1', forcePullImage: true, privileged: false, parameters: [], network: 'BRIDGE' },
    portMappings: [{ containerPort: 0, hostPort: 0, servicePort: 0, protocol: 'tcp', labels: {} }],
    volumes: [],
  },
  networks: [{ mode: 'container/bridge' }],
  env: { A: '1' },
  labels: {},
  backoffSeconds: 1,
  backoffFactor: 2,
  maxLaunchDelaySeconds: 300,
  dependencies: [],
  fetch: [],
  secrets: {},
  requirePorts: false,
};

function detailsOf(body: unknown): { path: string; errors: string[] }[] {
  try {
    parseDefinition(body);
  } catch (error) {
    return (error as UserError).details.details as { path: string; errors: string[] }[];
  }
  throw new Error('it was taken');
}

describe('parseDefinition', () => {
  it('takes every field that the platform can hold to', () => {
    expect(parseDefinition(WHOLE)).toEqual({
      id: { appName: 'shop', processType: 'worker' },
      command: 'node worker.js',
      imageTag: 'registry/shop:1',
      env: { A: '1' },
      rules: {
        constraints: [
          ['hostname', 'UNIQUE'],
          ['zone', 'GROUP_BY', '2'],
        ],
        ports: [],
        gpus: 0,
      },
      formation: {
        quantity: 2,
        cpuMillis: 290,
        memoryMib: 64,
        healthCheck: {
          protocol: 'http',
          path: '/up',
          intervalSeconds: 60,
          timeoutSeconds: 20,
          graceSeconds: 5,
          maxConsecutiveFailures: 3,
        },
        update: { minimumHealthCapacity: 0.5, maximumOverCapacity: 0 },
      },
    });
  });

  it('leaves alone what is absent or null, and knows Marathon’s defaults for new apps', () => {
    const bare = parseDefinition({ id: '/shop', cmd: null, env: null });
    expect(bare).toEqual({ id: { appName: 'shop', processType: 'web' }, formation: {} });
    expect(asNew(bare).formation).toEqual({ quantity: 1, cpuMillis: 1000, memoryMib: 128 });
    expect(asNew(parseDefinition({ id: '/shop', instances: 0, mem: 32 })).formation).toMatchObject({
      quantity: 0,
      memoryMib: 32,
    });
  });

  it('goes back to the platform’s own check with an empty list', () => {
    expect(parseDefinition({ id: '/shop', healthChecks: [] }).formation).toEqual({ healthCheck: null });
  });

  it.each<[path: string, more: object]>([
    ['/id', { id: undefined }],
    ['/instaces', { instaces: 2 }],
    ['/args', { args: ['x'] }],
    ['/user', { user: 'root' }],
    ['/uris', { uris: [] }],
    ['/tasksRunning', { tasksRunning: 1 }],
    ['/instances', { instances: -1 }],
    ['/instances', { instances: 1.5 }],
    ['/instances', { instances: 101 }],
    ['/instances', { instances: '2' }],
    ['/cpus', { cpus: 0 }],
    ['/cpus', { cpus: 0.0001 }],
    ['/cpus', { cpus: 1e9 }],
    ['/mem', { mem: 64.5 }],
    ['/mem', { mem: -1 }],
    ['/disk', { disk: 1 }],
    ['/constraints', { constraints: [['hostname']] }],
    ['/constraints/0', { constraints: ['hostname:UNIQUE'] }],
    ['/constraints/0/2', { constraints: [['zone', 'GROUP_BY', 2]] }],
    ['/upgradeStrategy/minimumHealthCapacity', { upgradeStrategy: { minimumHealthCapacity: 1.5 } }],
    ['/upgradeStrategy/maximumOverCapacity', { upgradeStrategy: { maximumOverCapacity: '1' } }],
    ['/upgradeStrategy/speed', { upgradeStrategy: { speed: 1 } }],
    ['/healthChecks', { healthChecks: [{}, {}] }],
    ['/healthChecks/0/protocol', { healthChecks: [{ protocol: 'COMMAND', command: { value: 'true' } }] }],
    ['/healthChecks/0/path', { healthChecks: [{ path: 'up' }] }],
    ['/healthChecks/0/path', { healthChecks: [{ protocol: 'TCP', path: '/' }] }],
    ['/healthChecks/0/delaySeconds', { healthChecks: [{ delaySeconds: 3 }] }],
    ['/healthChecks/0/maxConsecutiveFailures', { healthChecks: [{ maxConsecutiveFailures: 0 }] }],
    ['/gpus', { gpus: 0.5 }],
    ['/portDefinitions', { portDefinitions: Array(22).fill({ port: 0 }) }],
    ['/portDefinitions/0/protocol', { portDefinitions: [{ port: 0, protocol: 'udp' }] }],
    ['/portDefinitions/0/port', { portDefinitions: [{ port: 8080 }] }],
    ['/container/portMappings/0/containerPort', { container: { portMappings: [{ containerPort: 80 }] } }],
    ['/container/portMappings/0/hostPort', { container: { portMappings: [{ hostPort: 70000 }] } }],
    ['/requirePorts', { requirePorts: 'yes' }],
    ['/container/type', { container: { type: 'MESOS' } }],
    ['/container/docker/privileged', { container: { docker: { privileged: true } } }],
    ['/container/volumes', { container: { volumes: [{ hostPath: '/' }] } }],
    ['/container/docker', { container: { docker: 'shop' } }],
    ['/networks', { networks: [{ mode: 'host' }] }],
    ['/env', { env: { A: 1 } }],
    ['/env', { env: { A: { secret: 'b' } } }],
    ['/labels', { labels: { team: 'a' } }],
    ['/backoffFactor', { backoffFactor: 1.15 }],
    ['/maxLaunchDelaySeconds', { maxLaunchDelaySeconds: 3600 }],
    ['/dependencies', { dependencies: ['/db'] }],
    ['/__proto', { __proto: 1 }],
  ])('refuses what it cannot hold to, and says where: %s of %j', (path, more) => {
    const details = detailsOf({ id: '/shop', ...more });
    expect(details.map((one) => one.path)).toContain(path);
    expect(details.every(({ errors }) => errors.length > 0)).toBe(true);
  });

  it('takes a port of the host, or that any will do, and leaves it alone when it says nothing', () => {
    const rulesOf = (more: object) => parseDefinition({ id: '/shop', ...more }).rules;
    expect(rulesOf({ container: { portMappings: [{ containerPort: 0, hostPort: 8081 }] } })).toMatchObject({
      hostPort: 8081,
    });
    expect(rulesOf({ portDefinitions: [{ port: 8081 }], requirePorts: true })).toMatchObject({ hostPort: 8081 });
    for (const any of [{ container: { portMappings: [{ hostPort: 0 }] } }, { portDefinitions: [{ port: 0 }] }]) {
      expect(Object.keys(rulesOf(any) ?? {})).toEqual(['hostPort', 'ports']);
      expect(rulesOf(any)).toEqual({ hostPort: undefined, ports: [] });
    }
    expect(rulesOf({})).toBeUndefined();
  });

  it('takes further ports by their names or numbers, checks of them, and gpus', () => {
    const portMappings = [
      {},
      { name: 'dns', containerPort: 53, hostPort: 5353, protocol: 'udp' },
      { containerPort: 0 },
    ];
    const { rules, formation } = parseDefinition({
      id: '/shop',
      gpus: 2,
      container: { portMappings },
      healthChecks: [{ protocol: 'TCP', portIndex: 2 }],
    });
    const dns = { name: 'dns', containerPort: 53, hostPort: 5353, protocol: 'udp' };
    expect(rules).toEqual({ gpus: 2, ports: [dns, { name: 'port2' }] });
    expect(formation.healthCheck).toMatchObject({ protocol: 'tcp', portName: 'port2' });
  });

  it('tells all mistakes at once', () => {
    expect(
      detailsOf({ instances: -1, colour: 'red' })
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/colour', '/id', '/instances']);
  });

  it('refuses a body of another id than the address, and ports of what has none', () => {
    const shop = { appName: 'shop', processType: 'web' };
    expect(parseDefinition({ id: '/shop/web' }, shop).id).toEqual(shop);
    expect(() => parseDefinition({ id: '/blog' }, shop)).toThrow('Object is not valid');
    expect(detailsOf({ id: '/shop/worker', portDefinitions: [{ port: 0 }] })).toMatchObject([
      { path: '/healthChecks' },
    ]);
  });
});
