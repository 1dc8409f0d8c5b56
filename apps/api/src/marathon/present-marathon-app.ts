import type { MarathonApp } from '@jujube/contract/marathon.js';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import type { Service } from '@jujube/usecases/placement/service.js';
import { listens } from '@jujube/core/formation/listens.js';
import { completeUpdate } from '@jujube/core/update/update-settings.js';
import { formatAppId } from './app-id.js';
import { versionOf, type Change } from './changes.js';
import { presentPort } from './present-ports.js';
import { presentConstraints, presentHealthChecks } from './present-constraints.js';
import { presentTask } from './present-task.js';
import { HOLDS } from './what-holds.js';

export interface AppSurroundings {
  readonly config: ConfigVars;
  readonly changes: readonly Change[];
  readonly withTasks: boolean;
}

/** A process type as a Marathon app: its definition, and the counts of its tasks. */
export function presentMarathonApp(service: Service, { config, changes, withTasks }: AppSurroundings): MarathonApp {
  const id = formatAppId(service);
  return {
    id,
    ...definitionOf(service, config),
    version: versionOf(service),
    versionInfo: {
      lastScalingAt: service.changedAt.toISOString(),
      lastConfigChangeAt: service.releasedAt.toISOString(),
    },
    ...countsOf(service),
    deployments: changes.filter(({ appIds }) => appIds.includes(id)).map((change) => ({ id: change.id })),
    ...(withTasks && { tasks: service.dynos.map((dyno) => presentTask(service, dyno)) }),
  };
}

function definitionOf(service: Service, env: ConfigVars) {
  const { backoffSeconds, backoffFactor, maxLaunchDelaySeconds } = HOLDS;
  const { minimumHealthCapacity, maximumOverCapacity } = completeUpdate(service.update);
  return {
    cmd: service.command === '' ? null : service.command,
    instances: service.quantity,
    cpus: service.cpuMillis / 1000,
    mem: service.memoryMib,
    ...{ disk: 0, gpus: service.rules.gpus ?? 0, env: { ...env }, labels: {}, dependencies: [] },
    constraints: presentConstraints(service.rules),
    container: containerOf(service),
    networks: [{ mode: 'container/bridge' as const }],
    healthChecks: presentHealthChecks(service),
    upgradeStrategy: { minimumHealthCapacity, maximumOverCapacity },
    ...{ backoffSeconds, backoffFactor, maxLaunchDelaySeconds },
  };
}

function containerOf({ image, imageTag, processType, healthCheck, rules }: Service): MarathonApp['container'] {
  const { hostPort = 0, ports = [] } = rules;
  const first = { containerPort: HOLDS.containerPort, hostPort, servicePort: 0, protocol: 'tcp' as const };
  const beside = ports.map(presentPort);
  return {
    type: 'DOCKER',
    docker: { image: imageTag ?? image },
    volumes: [],
    portMappings: listens(processType, healthCheck) ? [first, ...beside] : beside,
  };
}

function countsOf({ dynos }: Service) {
  const up = dynos.filter(({ state }) => state === 'up');
  return {
    tasksStaged: dynos.filter(({ state }) => state === 'placed' || state === 'starting').length,
    tasksRunning: up.length,
    tasksHealthy: up.filter(({ isHealthy }) => isHealthy).length,
    tasksUnhealthy: up.filter(({ isHealthy }) => !isHealthy).length,
  };
}
