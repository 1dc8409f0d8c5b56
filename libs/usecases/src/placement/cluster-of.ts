import type { Cluster } from '@jujube/core/cluster/cluster.js';
import type { Dyno } from '@jujube/core/cluster/dyno.js';
import { fullPool } from '@jujube/core/host/full-pool.js';
import type { Host } from '@jujube/core/cluster/host.js';
import type { Task } from '@jujube/core/cluster/task.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import type { HostRow } from '@jujube/database/hosts/host-rows.js';
import type { Acknowledgements } from '@jujube/database/router-dynos/acknowledgements.js';
import type { OpenTaskRow } from '@jujube/database/tasks/open-tasks.js';

export interface SeenRows {
  now: Date;
  hosts: readonly HostRow[];
  dynos: readonly DynoEntity[];
  crashes: readonly DynoEntity[];
  tasks: readonly OpenTaskRow[];
  acknowledgements: Acknowledgements;
}

/** What the installation itself says of its hosts. */
export interface ClusterSettings {
  readonly portRange: Host['portRange'];
  readonly zoneLossEveryMs?: number;
}

/** What was seen, as the core wants it. */
export function clusterOf(rows: SeenRows, { portRange, zoneLossEveryMs }: ClusterSettings): Cluster {
  const dynos = [...rows.dynos, ...rows.crashes];
  return {
    nowMs: rows.now.getTime(),
    hosts: rows.hosts.map((row) => hostOf(row, portRange)),
    dynos: dynos.map((row) => dynoOf(row, rows.acknowledgements)),
    tasks: rows.tasks.map(taskOf),
    zoneLossEveryMs,
  };
}

/** A host as placement sees it. */
export function hostOf(row: HostRow, portRange: Host['portRange']): Host {
  return {
    id: row.id,
    name: row.name,
    pool: fullPool(row.environment, row.pool),
    labels: row.labels,
    status: row.status ?? 'disconnected',
    notReadySinceMs: row.notReadySince?.getTime() ?? null,
    eligible: !row.isCordoned,
    draining: row.isDraining,
    allocatable: { cpuMillis: row.cpuMillis ?? 0, memoryMib: row.memoryMib ?? 0 },
    portRange,
    gpus: row.gpus ?? [],
  };
}

function dynoOf(row: DynoEntity, acknowledgements: Acknowledgements): Dyno {
  return {
    id: row.id,
    appId: row.appId,
    processType: row.processType,
    slot: row.slot,
    incarnation: row.incarnation,
    releaseId: row.releaseId,
    generation: row.generation,
    hostId: row.hostId,
    hostPort: row.hostPort,
    ports: row.ports,
    gpus: row.gpus,
    reserved: { cpuMillis: row.cpuMillis, memoryMib: row.memoryMib },
    state: row.state,
    isHealthy: row.isHealthy,
    ...routingOf(row, acknowledgements),
    createdAtMs: row.createdAt.getTime(),
    stateSinceMs: row.stateSince.getTime(),
    healthySinceMs: row.healthySince?.getTime() ?? null,
  };
}

// only `web` has routes; with no router alive nothing can be acknowledged, and deployments must not hang on that
function routingOf(row: DynoEntity, { aliveRouters, byDyno }: Acknowledgements) {
  if (row.processType !== 'web') return { isRouted: true, isDrained: true };
  if (aliveRouters === 0) return { isRouted: true, isDrained: false };
  const said = byDyno.get(row.id);
  return { isRouted: said?.routed === aliveRouters, isDrained: said?.drained === aliveRouters };
}

function taskOf(row: OpenTaskRow): Task {
  const { id, kind, pool, hostLabels, state, hostId } = row;
  const reserved = { cpuMillis: row.cpuMillis, memoryMib: row.memoryMib };
  return { id, kind, pool, hostLabels, state, hostId, reserved, createdAtMs: row.createdAt.getTime() };
}
