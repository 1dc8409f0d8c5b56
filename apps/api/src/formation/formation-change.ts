import type { FormationChange } from '@jujube/core/formation/change-formation.js';
import { parseHealthCheck, type HealthCheck } from '@jujube/core/formation/health-check.js';
import { disruptionSettings } from './disruption-settings.js';
import { rulesWish } from './rules-wish.js';
import { updateSettings } from './update-settings.js';
import type { HealthCheckDto, UpdateFormationDto } from './formation.dto.js';

/** A request body as the use case takes it. */
export function formationChange(processType: string, body: UpdateFormationDto): FormationChange {
  const {
    quantity,
    cpu_millis: cpuMillis,
    memory_mib: memoryMib,
    rules,
    health_check: check,
    update,
    disruption,
  } = body;
  return {
    processType,
    ...(quantity !== undefined && { quantity }),
    ...(cpuMillis !== undefined && { cpuMillis }),
    ...(memoryMib !== undefined && { memoryMib }),
    ...(rules !== undefined && { rules: rulesWish(rules) }),
    ...(update !== undefined && { update: update === null ? null : updateSettings(update) }),
    ...(disruption !== undefined && { disruption: disruption && disruptionSettings(disruption) }),
    ...(check !== undefined && { healthCheck: check === null ? null : healthCheck(check) }),
  };
}

function healthCheck(check: HealthCheckDto): HealthCheck {
  return parseHealthCheck({
    protocol: check.protocol,
    path: check.path,
    portName: check.port_name,
    intervalSeconds: check.interval_seconds,
    timeoutSeconds: check.timeout_seconds,
    graceSeconds: check.grace_seconds,
    maxConsecutiveFailures: check.max_consecutive_failures,
    onUnhealthy: check.on_unhealthy,
    quorum: check.quorum,
  });
}
