import { LABEL } from './labels.js';
import type { Capability, ContainerSpec, PortBinding, TmpfsMount, VolumeMount } from './container-spec.js';

/** What ordinary images need to drop privileges, own their files and bind port 80; raw sockets are not among it. */
export const DEFAULT_CAPABILITIES = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'NET_BIND_SERVICE',
  'SETGID',
  'SETPCAP',
  'SETUID',
] as const;

const BUILD_CAPABILITIES: readonly Capability[] = [
  'SYS_ADMIN',
  'SYS_CHROOT',
  'SETFCAP',
  'MKNOD',
  'AUDIT_WRITE',
  'SYS_PTRACE',
  'NET_ADMIN',
];
const BUILD_SECURITY_OPTIONS = ['seccomp=unconfined', 'apparmor=unconfined', 'label=disable'];
const NO_NEW_PRIVILEGES = 'no-new-privileges:true';
const DEFAULT_PIDS_LIMIT = 512;
const DEFAULT_LOG_ROTATION = { maxSizeMib: 10, maxFiles: 3 };
// the engine refuses less
const SMALLEST_MEMORY_MIB = 6;
const MIB = 1024 * 1024;
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}$/;

export type ContainerCreateBody = ReturnType<typeof bodyOf>;

/** The one place where a container's Docker body is made; refuses (RangeError) whatever would reach out of the sandbox. */
export function containerCreateBody(spec: ContainerSpec): ContainerCreateBody {
  assertWellFormed(spec);
  const body = bodyOf(spec);
  assertSandboxed(body);
  return body;
}

function bodyOf(spec: ContainerSpec) {
  return {
    Image: spec.image,
    Cmd: spec.command,
    Entrypoint: spec.entrypoint,
    Env: Object.entries(spec.env ?? {}).map(([key, value]) => `${key}=${value}`),
    Labels: spec.labels,
    User: spec.user,
    WorkingDir: spec.workdir,
    StopSignal: spec.stopSignal,
    Tty: spec.tty ?? false,
    OpenStdin: spec.openStdin ?? false,
    StdinOnce: spec.openStdin ?? false,
    ExposedPorts: Object.fromEntries((spec.ports ?? []).map((port) => [portKey(port), {}])),
    HostConfig: hostConfigOf(spec),
  };
}

function hostConfigOf(spec: ContainerSpec) {
  const { maxSizeMib, maxFiles } = spec.logRotation ?? DEFAULT_LOG_ROTATION;
  return {
    Privileged: false,
    CapDrop: ['ALL'],
    CapAdd: [...DEFAULT_CAPABILITIES, ...(spec.capAdd ?? [])],
    SecurityOpt: [NO_NEW_PRIVILEGES, ...(spec.securityOpt ?? [])],
    ReadonlyRootfs: spec.readonlyRootfs ?? false,
    NetworkMode: spec.network ?? 'bridge',
    PidMode: '',
    IpcMode: 'private',
    UTSMode: '',
    Init: spec.init ?? true,
    ...limitsOf(spec),
    PortBindings: portBindings(spec.ports ?? []),
    PublishAllPorts: false,
    Binds: [],
    Devices: [],
    DeviceRequests: gpuRequests(spec.gpus ?? []),
    Mounts: (spec.volumes ?? []).map(mountOf),
    Tmpfs: Object.fromEntries((spec.tmpfs ?? []).map((mount) => [mount.target, tmpfsOptions(mount)])),
    LogConfig: { Type: 'json-file', Config: { 'max-size': `${maxSizeMib}m`, 'max-file': String(maxFiles) } },
    // placement and back-off are decisions of the scheduler
    RestartPolicy: { Name: 'no' },
    AutoRemove: false,
  };
}

function limitsOf(spec: ContainerSpec) {
  return {
    Memory: spec.memoryMib * MIB,
    // the same figure: no swap on top
    MemorySwap: spec.memoryMib * MIB,
    CpuShares: Math.max(2, Math.round((spec.cpuMillis * 1024) / 1000)),
    NanoCpus: (spec.cpuLimitMillis ?? 0) * 1_000_000,
    PidsLimit: spec.pidsLimit ?? DEFAULT_PIDS_LIMIT,
    Ulimits: [{ Name: 'core', Soft: 0, Hard: 0 }],
  };
}

// whichever driver the engine has for the capability
function gpuRequests(ids: readonly string[]) {
  return ids.length === 0 ? [] : [{ DeviceIDs: [...ids], Capabilities: [['gpu']] }];
}

function portBindings(ports: PortBinding[]): Record<string, { HostIp: string; HostPort: string }[]> {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const port of ports) {
    const binding = { HostIp: port.hostIp ?? '', HostPort: port.hostPort === 0 ? '' : String(port.hostPort) };
    (bindings[portKey(port)] ??= []).push(binding);
  }
  return bindings;
}

const portKey = (port: PortBinding) => `${port.containerPort}/${port.protocol ?? 'tcp'}`;

function mountOf(volume: VolumeMount) {
  return { Type: 'volume', Source: volume.name, Target: volume.target, ReadOnly: volume.readonly ?? false };
}

const tmpfsOptions = (mount: TmpfsMount) =>
  `rw,nosuid,nodev,${mount.executable ? 'exec' : 'noexec'},size=${mount.sizeMib}m`;

function assertWellFormed(spec: ContainerSpec): void {
  refuseUnless(NAME.test(spec.name), spec, 'its name is not a container name');
  refuseUnless(atLeast(spec.memoryMib, SMALLEST_MEMORY_MIB), spec, `memory is below ${SMALLEST_MEMORY_MIB} MiB`);
  refuseUnless(atLeast(spec.cpuMillis, 0) && atLeast(spec.cpuLimitMillis ?? 0, 0), spec, 'cpu is not a whole number');
  refuseUnless(atLeast(spec.pidsLimit ?? 1, 1), spec, 'the limit of processes is below 1');
  for (const key of Object.keys(spec.env ?? {})) {
    refuseUnless(/^[^=\0]+$/.test(key), spec, 'a variable has a name that cannot be one');
  }
  for (const { containerPort, hostPort } of spec.ports ?? []) {
    refuseUnless(isPort(containerPort) && (hostPort === 0 || isPort(hostPort)), spec, 'a port is out of range');
  }
  refuseUnless((spec.gpus ?? []).every(isDeviceId), spec, 'a gpu is not named by an id');
  for (const { name } of spec.volumes ?? []) refuseUnless(NAME.test(name), spec, 'a volume is not named by a name');
  for (const { target } of [...(spec.volumes ?? []), ...(spec.tmpfs ?? [])]) {
    refuseUnless(/^\/[^:,\0]+$/.test(target), spec, 'a mount target is not an absolute path');
  }
  for (const { sizeMib } of spec.tmpfs ?? []) refuseUnless(atLeast(sizeMib, 1), spec, 'a tmpfs has no size');
}

// looks at the finished body, so that a later change of its making cannot open the sandbox unseen
function assertSandboxed(body: ContainerCreateBody): void {
  const { HostConfig: host, Labels: labels } = body;
  const spec = { name: `of image ${body.Image}` };
  const isBuild = labels[LABEL.kind] === 'build';
  const mayAdd: readonly string[] = isBuild ? [...DEFAULT_CAPABILITIES, ...BUILD_CAPABILITIES] : DEFAULT_CAPABILITIES;
  const mayLoosen = isBuild ? [NO_NEW_PRIVILEGES, ...BUILD_SECURITY_OPTIONS] : [NO_NEW_PRIVILEGES];
  refuseUnless(!host.Privileged && host.CapDrop.includes('ALL'), spec, 'it would be privileged');
  refuseUnless(
    host.CapAdd.every((each) => mayAdd.includes(each)),
    spec,
    'a capability is not allowed',
  );
  refuseUnless(
    host.SecurityOpt.every((each) => mayLoosen.includes(each)),
    spec,
    'a security option is not allowed',
  );
  refuseUnless(host.SecurityOpt.includes(NO_NEW_PRIVILEGES), spec, 'it could gain privileges');
  refuseUnless(NAME.test(host.NetworkMode) && host.NetworkMode !== 'host', spec, 'its network is not its own');
  refuseUnless(host.PidMode === '' && host.IpcMode === 'private', spec, 'it would see processes of the host');
  refuseUnless(host.Binds.length === 0 && host.Devices.length === 0, spec, 'it would see files of the host');
  refuseUnless(
    host.DeviceRequests.every(({ Capabilities }) => Capabilities.flat().join() === 'gpu'),
    spec,
    'it would have another device than a gpu',
  );
  refuseUnless(
    host.Mounts.every((each) => each.Type === 'volume' && NAME.test(each.Source)),
    spec,
    'a mount is not a named volume',
  );
  refuseUnless(host.Memory > 0 && host.MemorySwap === host.Memory && host.PidsLimit > 0, spec, 'a limit is missing');
}

const isDeviceId = (id: string) => NAME.test(id);
const isPort = (port: number) => atLeast(port, 1) && port <= 65_535;
const atLeast = (value: number, least: number) => Number.isSafeInteger(value) && value >= least;

function refuseUnless(isFine: boolean, spec: { name: string }, problem: string): void {
  if (!isFine) throw new RangeError(`refused to make container ${spec.name}: ${problem}`);
}
