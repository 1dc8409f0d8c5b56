import type { MarathonTask } from '@jujube/contract/marathon.js';
import type { DynoState } from '@jujube/core/cluster/dyno.js';
import type { Service, ServiceDyno } from '@jujube/usecases/placement/service.js';
import { formatAppId } from './app-id.js';

const STATES: Readonly<Record<DynoState, string>> = {
  placed: 'TASK_STAGING',
  starting: 'TASK_STARTING',
  up: 'TASK_RUNNING',
  draining: 'TASK_KILLING',
  stopping: 'TASK_KILLING',
  stopped: 'TASK_KILLED',
  crashed: 'TASK_FAILED',
  lost: 'TASK_LOST',
};

/** A dyno as a task. */
export function presentTask(service: Service, dyno: ServiceDyno): MarathonTask {
  const hasRun = dyno.state !== 'placed' && dyno.state !== 'starting';
  return {
    id: taskId(service, dyno),
    appId: formatAppId(service),
    host: dyno.hostName,
    slaveId: dyno.hostId,
    ipAddresses: [{ ipAddress: dyno.hostAddress, protocol: dyno.hostAddress.includes(':') ? 'IPv6' : 'IPv4' }],
    ports: [...(dyno.hostPort === null ? [] : [dyno.hostPort]), ...dyno.ports.map(({ hostPort }) => hostPort)],
    servicePorts: [],
    localVolumes: [],
    state: taskState(dyno.state),
    stagedAt: time(dyno.createdAt),
    startedAt: hasRun ? time(dyno.stateSince) : null,
    version: dyno.releasedAt === null ? null : time(dyno.releasedAt),
    healthCheckResults: [{ alive: dyno.isHealthy, instanceId: `${service.processType}.${dyno.slot}` }],
  };
}

export function taskState(state: DynoState): string {
  return STATES[state];
}

/** `shop_web.4f1c…`, as Marathon builds them from app and instance. */
export function taskId({ appName, processType }: Service, { id }: Pick<ServiceDyno, 'id'>): string {
  return `${appName}_${processType}.${id}`;
}

function time(text: string): string {
  return new Date(text).toISOString();
}
