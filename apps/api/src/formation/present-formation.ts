import type { Formation, HealthCheck } from '@jujube/contract/formation.js';
import type { Reference } from '@jujube/contract/reference.js';
import { formatCpu } from '@jujube/core/quantity/cpu.js';
import { formatMemory } from '@jujube/core/quantity/memory.js';
import type { Resources } from '@jujube/core/quantity/resources.js';
import type { HealthCheck as StoredCheck } from '@jujube/database/formations/formation-rules.js';
import type { FormationDetail } from '@jujube/usecases/formation/formation.queries.js';
import { presentDisruption } from './present-disruption.js';
import { presentRules } from './present-rules.js';
import { presentUpdate } from './present-update.js';

export function presentFormation(row: FormationDetail, { id, name }: Reference): Formation {
  const size = sizeName(row);
  return {
    id: row.id,
    app: { id, name },
    type: row.processType,
    command: row.command,
    quantity: row.quantity,
    size,
    dyno_size: { id: row.id, name: size },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    cpu_millis: row.cpuMillis,
    memory_mib: row.memoryMib,
    rules: presentRules(row.rules),
    health_check: row.healthCheck && presentCheck(row.healthCheck),
    update: presentUpdate(row.update),
    disruption: presentDisruption(row.disruption),
  };
}

/** `250m-256Mi`: what Heroku's clients show where they expect the name of a size. */
export function sizeName({ cpuMillis, memoryMib }: Resources): string {
  return `${formatCpu(cpuMillis)}-${formatMemory(memoryMib)}`;
}

function presentCheck(check: StoredCheck): HealthCheck {
  return {
    protocol: check.protocol,
    ...(check.path !== undefined && { path: check.path }),
    ...(check.portName !== undefined && { port_name: check.portName }),
    interval_seconds: check.intervalSeconds,
    timeout_seconds: check.timeoutSeconds,
    grace_seconds: check.graceSeconds,
    max_consecutive_failures: check.maxConsecutiveFailures,
    on_unhealthy: check.onUnhealthy ?? 'recreate',
    ...(check.quorum !== undefined && { quorum: check.quorum }),
  };
}
