import type { Cluster } from '../src/cluster/cluster.js';
import type { Host } from '../src/cluster/host.js';
import type { ActiveDeployment, UpdatePolicy, WantedApp, WantedProcess } from '../src/wanted/wanted.js';

/** A ready host with room for a handful of dynos. For specs. */
export function host(id: string, changes: Partial<Host> = {}): Host {
  return {
    id,
    name: id,
    pool: 'default',
    labels: {},
    status: 'ready',
    eligible: true,
    draining: false,
    allocatable: { cpuMillis: 1000, memoryMib: 1024 },
    portRange: { from: 20_000, to: 20_099 },
    ...changes,
  };
}

const ROLLING: UpdatePolicy = {
  minimumHealthCapacity: 1,
  maximumOverCapacity: 0.25,
  minHealthyMs: 1_000,
  drainTimeoutMs: 10_000,
  isStopFirst: false,
  canaries: 0,
  isHiddenUntilPromoted: false,
  keepPreviousMs: null,
  promoteAfterMs: null,
  isAutoRevert: false,
};

/** A web process of `count` dynos in generation `generation`. For specs. */
export function web(count: number, generation = 'g1', changes: Partial<WantedProcess> = {}): WantedProcess {
  const slots = Array.from({ length: count }, (_, index) => ({ slot: index + 1, generation, isStopped: false }));
  return {
    processType: 'web',
    releaseId: `release-${generation}`,
    slots,
    resources: { cpuMillis: 50, memoryMib: 256 },
    needsPort: true,
    rules: { pool: 'default', hostLabels: {}, isOnePerHost: false },
    update: ROLLING,
    ...changes,
  };
}

export function app(name: string, processes: readonly WantedProcess[], changes: Partial<WantedApp> = {}): WantedApp {
  return { appId: name, name, processes, former: [], deployment: null, ...changes };
}

export function deploymentOf(releaseId: string, changes: Partial<ActiveDeployment> = {}): ActiveDeployment {
  const fresh = {
    isPaused: false,
    isPromoted: false,
    isRevert: false,
    waiting: null,
    isConfirmed: false,
    switchedAtMs: null,
  };
  return { id: 'd1', releaseId, deadlineAtMs: 1_060_000, deadlineMs: 60_000, ...fresh, ...changes };
}

export function cluster(hosts: readonly Host[], changes: Partial<Cluster> = {}): Cluster {
  return { nowMs: 1_000_000, hosts, dynos: [], tasks: [], ...changes };
}
