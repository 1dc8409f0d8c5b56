import { UserError } from '@jujube/core/errors/user-error.js';
import type { HealthCheck } from '@jujube/database/formations/formation-rules.js';
import type { FormationChange } from '@jujube/usecases/formation/change-formation.js';
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
  const { protocol, path, on_unhealthy: onUnhealthy, quorum } = check;
  if (protocol === 'tcp' && path !== undefined) {
    throw new UserError('invalid_params', 'health_check.path is for protocol http only.');
  }
  if (path !== undefined && !/^\/[\x21-\x7e]*$/.test(path)) {
    throw new UserError('invalid_params', 'health_check.path must start with / and hold no white space.');
  }
  if (quorum !== undefined && onUnhealthy !== 'recreateOnQuorum') {
    throw new UserError('invalid_params', 'health_check.quorum is for on_unhealthy recreateOnQuorum only.');
  }
  return {
    protocol,
    path: protocol === 'http' ? (path ?? '/') : undefined,
    intervalSeconds: check.interval_seconds,
    timeoutSeconds: check.timeout_seconds,
    graceSeconds: check.grace_seconds,
    maxConsecutiveFailures: check.max_consecutive_failures,
    ...(onUnhealthy !== undefined && { onUnhealthy }),
    ...(quorum !== undefined && { quorum }),
  };
}
