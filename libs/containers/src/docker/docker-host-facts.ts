import { statfs } from 'node:fs/promises';
import type { HostFacts } from '../host-facts.js';
import { gpuIds, type GenericResource } from './gpu-ids.js';
import type { DockerHttp, DockerRequest } from './docker-http.js';

const MIB = 1024 * 1024;

interface Info {
  Name: string;
  ServerVersion: string;
  NCPU: number;
  MemTotal: number;
  DockerRootDir: string;
  LiveRestoreEnabled: boolean;
  Driver: string;
  OperatingSystem: string;
  Architecture: string;
  CgroupVersion?: string;
  SystemTime?: string;
  GenericResources?: GenericResource[] | null;
  RegistryConfig?: { InsecureRegistryCIDRs?: string[]; IndexConfigs?: Record<string, { Secure: boolean }> };
}

/** What the engine says about its host. `isLocal`: its files can be looked at from here. */
export async function readHostFacts(http: DockerHttp, readMs: number, isLocal: boolean): Promise<HostFacts> {
  const read = (path: string): DockerRequest => ({
    operation: 'inspect host',
    method: 'GET',
    path,
    lane: 'read',
    deadlineMs: readMs,
  });
  const [info, version] = await Promise.all([
    http.json<Info>(read('/info')),
    http.json<{ ApiVersion: string }>(read('/version')),
  ]);
  return {
    name: info.Name,
    version: info.ServerVersion,
    apiVersion: version.ApiVersion,
    cpus: info.NCPU,
    cpuMillis: info.NCPU * 1000,
    memoryMib: Math.floor(info.MemTotal / MIB),
    diskFreeMib: isLocal ? await freeMib(info.DockerRootDir) : undefined,
    liveRestore: info.LiveRestoreEnabled,
    storageDriver: info.Driver,
    os: info.OperatingSystem,
    arch: info.Architecture,
    cgroupVersion: info.CgroupVersion === '2' ? '2' : '1',
    clock: info.SystemTime ? new Date(info.SystemTime) : undefined,
    gpus: gpuIds(info.GenericResources ?? []),
    insecureRegistries: insecureRegistries(info.RegistryConfig),
  };
}

/** Gateway of the default bridge network. */
export async function readBridgeGateway(http: DockerHttp, readMs: number): Promise<string> {
  const operation = 'read bridge gateway';
  const request = { operation, method: 'GET', path: '/networks/bridge', lane: 'read', deadlineMs: readMs } as const;
  const network = await http.json<{ IPAM: { Config: { Gateway?: string; Subnet?: string }[] | null } }>(request);
  const [range] = network.IPAM.Config ?? [];
  // an engine does not name the gateway before its first restart; it is the first address then
  const gateway = range?.Gateway ?? range?.Subnet?.replace(/\d+\/\d+$/, '1');
  if (!gateway) throw new Error('the default bridge has no gateway; was the engine started with --bridge=none?');
  return gateway;
}

// an engine in a container of this machine answers on our socket but keeps its files elsewhere
async function freeMib(directory: string): Promise<number | undefined> {
  const stats = await statfs(directory).catch(() => null);
  return stats ? Math.floor((stats.bavail * stats.bsize) / MIB) : undefined;
}

function insecureRegistries(config: Info['RegistryConfig']): string[] {
  const named = Object.entries(config?.IndexConfigs ?? {}).filter(([, index]) => !index.Secure);
  return [...(config?.InsecureRegistryCIDRs ?? []), ...named.map(([name]) => name)];
}
