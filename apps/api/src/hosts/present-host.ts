import type { Host } from '@jujube/contract/host.js';
import type { HostReport } from '@jujube/contract/host-report.js';
import type { HostReport as ProbeReport } from '@jujube/database/host-probes/host-report.js';
import type { HostRow } from '@jujube/usecases/hosts/host.queries.js';

export function presentHost(row: HostRow): Host {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    address: row.address ?? row.seenAddress,
    labels: row.labels,
    pool: row.pool,
    environment: row.environmentId === null ? null : { id: row.environmentId, name: row.environmentName ?? '' },
    sandbox: row.sandbox,
    status: row.status ?? 'unknown',
    reason: row.reason,
    cordoned: row.isCordoned,
    draining: row.isDraining,
    capacity: { cpu_millis: row.cpuMillis ?? 0, memory_mib: row.memoryMib ?? 0, gpus: row.gpus?.length ?? 0 },
    reserved: { cpu_millis: row.reservedCpuMillis, memory_mib: row.reservedMemoryMib, gpus: row.reservedGpus },
    dynos: row.dynos,
    engine_version: row.engineVersion,
    live_restore: row.hasLiveRestore ?? false,
    last_seen_at: row.lastSeenAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

export function presentReport(report: ProbeReport): HostReport {
  const { cpuMillis, memoryMib } = report;
  const isSized = cpuMillis !== undefined && memoryMib !== undefined;
  return {
    reachable: report.isReachable,
    engine_version: report.engineVersion ?? null,
    api_version: report.apiVersion ?? null,
    capacity: isSized ? { cpu_millis: cpuMillis, memory_mib: memoryMib } : null,
    address: report.address ?? null,
    findings: report.findings.map(({ check, isOk, isRequired, message, mend }) => ({
      check,
      ok: isOk,
      required: isRequired,
      message,
      mend,
    })),
  };
}
