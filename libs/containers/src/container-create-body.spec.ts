import fc from 'fast-check';
import { DEFAULT_CAPABILITIES, containerCreateBody } from './container-create-body.js';
import type { ContainerSpec } from './container-spec.js';
import { LABEL } from './labels.js';

const MIB = 1024 * 1024;
const plain: ContainerSpec = { name: 'web.1', image: 'shop:1', labels: {}, cpuMillis: 500, memoryMib: 256 };

describe('body of a container', () => {
  it('has limits, few capabilities, rotated logs and no way up', () => {
    const { HostConfig: host } = containerCreateBody(plain);
    expect(host).toMatchObject({
      Privileged: false,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true'],
      Memory: 256 * MIB,
      MemorySwap: 256 * MIB,
      CpuShares: 512,
      PidsLimit: 512,
      NetworkMode: 'bridge',
      Init: true,
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
      RestartPolicy: { Name: 'no' },
    });
    expect(host.CapAdd).toEqual(DEFAULT_CAPABILITIES);
    expect(host.CapAdd).not.toContain('NET_RAW');
  });

  it('binds ports, mounts volumes and memory, and passes variables on', () => {
    const body = containerCreateBody({
      ...plain,
      env: { PORT: '8080', EQUATION: 'a=b' },
      ports: [
        { containerPort: 8080, hostPort: 20_000, hostIp: '127.0.0.1' },
        { containerPort: 9090, hostPort: 0 },
      ],
      volumes: [{ name: 'cache', target: '/cache' }],
      tmpfs: [{ target: '/tmp', sizeMib: 64 }],
    });
    expect(body.Env).toEqual(['PORT=8080', 'EQUATION=a=b']);
    expect(body.ExposedPorts).toEqual({ '8080/tcp': {}, '9090/tcp': {} });
    expect(body.HostConfig.PortBindings).toEqual({
      '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '20000' }],
      '9090/tcp': [{ HostIp: '', HostPort: '' }],
    });
    expect(body.HostConfig.Mounts).toEqual([{ Type: 'volume', Source: 'cache', Target: '/cache', ReadOnly: false }]);
    expect(body.HostConfig.Tmpfs).toEqual({ '/tmp': 'rw,nosuid,nodev,noexec,size=64m' });
  });

  it('gives more capabilities to a build only', () => {
    const loose: ContainerSpec = { ...plain, capAdd: ['SYS_ADMIN'], securityOpt: ['apparmor=unconfined'] };
    expect(() => containerCreateBody(loose)).toThrow('a capability is not allowed');
    const build = containerCreateBody({ ...loose, labels: { [LABEL.kind]: 'build' } });
    expect(build.HostConfig.CapAdd).toContain('SYS_ADMIN');
    expect(build.HostConfig.SecurityOpt).toContain('no-new-privileges:true');
  });

  it.each<[string, Partial<ContainerSpec>]>([
    ['the host network', { network: 'host' }],
    ['the network of another container', { network: 'container:abc' }],
    ['a path of the host as a volume', { volumes: [{ name: '/etc', target: '/etc' }] }],
    ['a volume that climbs', { volumes: [{ name: '../etc', target: '/etc' }] }],
    ['a relative target', { volumes: [{ name: 'cache', target: 'cache' }] }],
    ['a target with mount options', { tmpfs: [{ target: '/tmp:exec', sizeMib: 1 }] }],
    ['an unknown capability', { labels: { [LABEL.kind]: 'build' }, capAdd: ['SYS_MODULE' as 'SYS_ADMIN'] }],
    ['no memory limit', { memoryMib: 0 }],
    ['half a MiB', { memoryMib: 256.5 }],
    ['no processes', { pidsLimit: 0 }],
    ['a variable without a name', { env: { '': 'x' } }],
    ['a variable with two names', { env: { 'A=B': 'x' } }],
    ['a port out of range', { ports: [{ containerPort: 70_000, hostPort: 20_000 }] }],
    ['a name that is a path', { name: '../web' }],
  ])('refuses %s', (_, more) => {
    expect(() => containerCreateBody({ ...plain, ...more })).toThrow(RangeError);
  });

  it('SEC-02: never reaches out of the sandbox, whatever is asked', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const body = made(spec);
        if (body === null) return;
        const { HostConfig: host } = body;
        const isBuild = spec.labels[LABEL.kind] === 'build';
        expect(host.Privileged).toBe(false);
        expect([host.PidMode, host.IpcMode, host.UTSMode]).toEqual(['', 'private', '']);
        expect(host.NetworkMode).not.toMatch(/^(host$|container:)/);
        expect([...host.Binds, ...host.Devices]).toEqual([]);
        for (const mount of host.Mounts) expect(mount.Source).not.toMatch(/[/\\]|^\./);
        expect(host.SecurityOpt).toContain('no-new-privileges:true');
        expect(host.CapAdd).not.toContain('NET_RAW');
        expect(host.CapAdd).not.toContain('ALL');
        if (!isBuild) expect(host.CapAdd).toEqual(DEFAULT_CAPABILITIES);
        if (!isBuild) expect(host.SecurityOpt).toEqual(['no-new-privileges:true']);
        expect(host.Memory).toBeGreaterThan(0);
        expect(host.MemorySwap).toBe(host.Memory);
        expect(host.PidsLimit).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});

const odd = fc.oneof(
  fc.constantFrom(
    'host',
    'bridge',
    'none',
    'container:x',
    '/etc',
    '..',
    'a/b',
    'ALL',
    'NET_RAW',
    'SYS_ADMIN',
    '/var/run',
  ),
  fc.string({ maxLength: 8 }),
);
const number = fc.oneof(fc.integer({ min: -5, max: 70_000 }), fc.double());
const anySpec = fc.record(
  {
    name: fc.oneof(fc.constant('web.1'), odd),
    image: fc.constant('shop:1'),
    labels: fc.oneof(
      fc.constant({}),
      fc.constantFrom('build', 'dyno').map((kind) => ({ [LABEL.kind]: kind })),
    ),
    cpuMillis: number,
    memoryMib: fc.oneof(fc.constant(64), number),
    network: odd,
    pidsLimit: number,
    capAdd: fc.array(odd, { maxLength: 2 }),
    securityOpt: fc.array(fc.oneof(odd, fc.constantFrom('seccomp=unconfined', 'no-new-privileges:false')), {
      maxLength: 2,
    }),
    volumes: fc.array(fc.record({ name: odd, target: fc.oneof(fc.constant('/x'), odd) }), { maxLength: 2 }),
    env: fc.dictionary(odd, odd),
  },
  { requiredKeys: ['name', 'image', 'labels', 'cpuMillis', 'memoryMib'] },
) as fc.Arbitrary<ContainerSpec>;

function made(spec: ContainerSpec) {
  try {
    return containerCreateBody(spec);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return null;
  }
}
