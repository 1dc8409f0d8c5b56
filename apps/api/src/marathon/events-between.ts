import { isSettled, type Service, type ServiceDyno } from '@jujube/usecases/placement/service.js';
import { formatAppId } from './app-id.js';
import { versionOf, type Change } from './changes.js';
import { presentMarathonDeployment } from './present-marathon-deployment.js';
import { presentTask, taskId, taskState } from './present-task.js';

export const EVENT_TYPES: readonly string[] = [
  'event_stream_attached',
  'api_post_event',
  'deployment_info',
  'deployment_step_success',
  'deployment_step_failure',
  'deployment_success',
  'deployment_failed',
  'status_update_event',
  'health_status_changed_event',
  'app_terminated_event',
];

/** One look at all that a caller may see. */
export interface Look {
  readonly services: readonly Service[];
  readonly changes: readonly Change[];
}

/** What only the rows of what has gone can tell. */
export interface Endings {
  /** final states by dyno id */
  readonly dynos: ReadonlyMap<string, Pick<ServiceDyno, 'state'>>;
  /** releases whose deployment did not succeed */
  readonly failed: ReadonlySet<string>;
}

export interface MarathonEvent {
  readonly eventType: string;
  readonly [member: string]: unknown;
}

type Seen = readonly [service: Service, dyno: ServiceDyno];

/** What happened between two looks, in Marathon's words: wishes first, then what became of them. What came and went in between is not told. */
export function eventsBetween(before: Look, after: Look, endings: Endings): MarathonEvent[] {
  return [
    ...wishes(before, after),
    ...begun(before, after),
    ...taskEvents(before, after, endings),
    ...ended(before, after, endings),
    ...gone(before, after).map((service) => ({ eventType: 'app_terminated_event', appId: formatAppId(service) })),
  ];
}

// by whom is in no row, and config vars are nobody's business here
function wishes(before: Look, after: Look): MarathonEvent[] {
  const known = new Map(before.services.map((service) => [service.formationId, versionOf(service)]));
  return after.services.flatMap((service) => {
    const version = versionOf(service);
    if (known.get(service.formationId) === version) return [];
    const id = formatAppId(service);
    const { quantity: instances, cpuMillis, memoryMib: mem } = service;
    const appDefinition = { id, instances, cpus: cpuMillis / 1000, mem, version };
    return [{ eventType: 'api_post_event', clientIp: null, uri: `/v2/apps${id}`, appDefinition }];
  });
}

function begun(before: Look, after: Look): MarathonEvent[] {
  const known = new Set(before.changes.map(({ id }) => id));
  return after.changes
    .filter(({ id }) => !known.has(id))
    .map((change) => {
      const plan = presentMarathonDeployment(change);
      return { eventType: 'deployment_info', plan, currentStep: plan.steps[0] };
    });
}

function ended(before: Look, after: Look, { failed }: Endings): MarathonEvent[] {
  const going = new Set(after.changes.map(({ id }) => id));
  const isAsWanted = ({ appIds }: Change) =>
    after.services.filter((service) => appIds.includes(formatAppId(service))).every(isSettled);
  return before.changes
    .filter(({ id }) => !going.has(id))
    .flatMap((change) => {
      const isGood = change.isRelease ? !failed.has(change.id) : isAsWanted(change);
      const plan = presentMarathonDeployment(change);
      const step = { eventType: `deployment_step_${isGood ? 'success' : 'failure'}`, plan, currentStep: plan.steps[0] };
      return [step, { eventType: isGood ? 'deployment_success' : 'deployment_failed', id: change.id, plan }];
    });
}

function taskEvents(before: Look, after: Look, endings: Endings): MarathonEvent[] {
  const [old, now] = [dynosOf(before), dynosOf(after)];
  const changed = [...now].flatMap(([id, [service, dyno]]) => changeOfTask(old.get(id)?.[1], [service, dyno]));
  const lost = [...old].flatMap(([id, [service, dyno]]) => {
    const end = endings.dynos.get(id);
    return now.has(id) || !end ? [] : [statusUpdate([service, { ...dyno, state: end.state }])];
  });
  return [...changed, ...lost];
}

function changeOfTask(old: ServiceDyno | undefined, [service, dyno]: Seen): MarathonEvent[] {
  const isStateNew = !old || taskState(old.state) !== taskState(dyno.state);
  const isHealthNew = (old?.isHealthy ?? false) !== dyno.isHealthy;
  return [
    ...(isStateNew ? [statusUpdate([service, dyno])] : []),
    ...(isHealthNew ? [healthChange([service, dyno])] : []),
  ];
}

function statusUpdate([service, dyno]: Seen): MarathonEvent {
  const { id, state, appId, host, slaveId, ipAddresses, ports, version } = presentTask(service, dyno);
  const task = { taskId: id, taskStatus: state, message: '', appId, host, slaveId, ipAddresses, ports, version };
  return { eventType: 'status_update_event', ...task };
}

function healthChange([service, dyno]: Seen): MarathonEvent {
  const task = { appId: formatAppId(service), taskId: taskId(service, dyno), version: versionOf(service) };
  return { eventType: 'health_status_changed_event', ...task, alive: dyno.isHealthy };
}

function dynosOf({ services }: Look): Map<string, Seen> {
  return new Map(services.flatMap((service) => service.dynos.map((dyno) => [dyno.id, [service, dyno]] as const)));
}

function gone(before: Look, after: Look): Service[] {
  const left = new Set(after.services.map(({ formationId }) => formationId));
  return before.services.filter(({ formationId }) => !left.has(formationId));
}
