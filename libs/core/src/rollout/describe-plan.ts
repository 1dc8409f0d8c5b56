import type { Cluster } from '../cluster/cluster.js';
import type { Wanted } from '../wanted/wanted.js';
import { crashText } from './crash-text.js';
import type { Action, Plan } from './plan.js';

/** One line per action, for logs and people: 'start shop web.2 v7 on h1'. */
export function describePlan(plan: Plan, wanted: Wanted, cluster: Cluster): string[] {
  const names = namesOf(wanted, cluster);
  return [...(plan.notes ?? []), ...plan.actions.map((action) => describeAction(action, names))];
}

interface Names {
  app(appId: string): string;
  host(hostId: string): string;
  dyno(dynoId: string): string;
  /** `v7`, or nothing when unknown */
  release(releaseId: string): string;
}

function describeAction(action: Action, names: Names): string {
  switch (action.kind) {
    case 'place-dyno':
      return `start ${slotOf(action, names)}${names.release(action.releaseId)} on ${names.host(action.hostId)} (${action.reason})`;
    case 'drain-dyno':
      return `drain ${names.dyno(action.dynoId)} (${action.reason})`;
    case 'stop-dyno':
      return `stop ${names.dyno(action.dynoId)} (${action.reason})`;
    case 'lose-dyno':
      return `give up ${names.dyno(action.dynoId)} (${action.reason})`;
    case 'block-dyno':
      return `cannot start ${slotOf(action, names)}: ${action.message}`;
    case 'delay-dyno':
      return `wait with ${slotOf(action, names)} until ${new Date(action.untilMs).toISOString()}: it ${crashText(action.crashes)}`;
    default:
      return describeOther(action, names);
  }
}

type OtherAction = Exclude<Action, { dynoId: string } | { slot: number }>;

type ConfirmationAction = Extract<Action, { kind: 'switch-deployment' | 'confirm-deployment' | 'put-off-deadline' }>;

function describeOther(action: OtherAction, names: Names): string {
  switch (action.kind) {
    case 'place-task':
      return `start task ${action.taskId} on ${names.host(action.hostId)}`;
    case 'block-task':
      return `cannot start task ${action.taskId}: ${action.message}`;
    case 'succeed-deployment':
      return `deployment ${action.deploymentId} succeeded`;
    case 'fail-deployment':
      return `deployment ${action.deploymentId} failed: ${action.reason}`;
    case 'promote-deployment':
      return `promote deployment ${action.deploymentId}: its canaries have been ready for long enough`;
    case 'await-promotion':
      return `deployment ${action.deploymentId} waits for promotion`;
    case 'await-canaries':
      return `deployment ${action.deploymentId} waits for its canaries to be ready again`;
    default:
      return describeConfirmation(action);
  }
}

function describeConfirmation(action: ConfirmationAction): string {
  switch (action.kind) {
    case 'switch-deployment':
      return `switch to deployment ${action.deploymentId}: it is there in full`;
    case 'confirm-deployment':
      return `confirm deployment ${action.deploymentId}: old dynos were kept for long enough`;
    case 'put-off-deadline':
      return `deployment ${action.deploymentId} waits for confirmation`;
  }
}

function slotOf(action: { appId: string; processType: string; slot: number }, names: Names): string {
  return `${names.app(action.appId)} ${action.processType}.${action.slot}`;
}

function namesOf(wanted: Wanted, cluster: Cluster): Names {
  const apps = new Map(wanted.apps.map((app) => [app.appId, app.name]));
  const hosts = new Map(cluster.hosts.map((host) => [host.id, host.name]));
  const dynos = new Map(cluster.dynos.map((dyno) => [dyno.id, dyno]));
  const versions = new Map(
    wanted.apps.flatMap(({ processes, former }) =>
      [...processes, ...former].map(({ releaseId, releaseVersion }) => [releaseId, releaseVersion]),
    ),
  );
  const appName = (appId: string): string => apps.get(appId) ?? appId;
  const hostName = (hostId: string): string => hosts.get(hostId) ?? hostId;
  return {
    app: appName,
    host: hostName,
    dyno: (dynoId) => {
      const dyno = dynos.get(dynoId);
      if (!dyno) return dynoId;
      return `${appName(dyno.appId)} ${dyno.processType}.${dyno.slot} on ${hostName(dyno.hostId)}`;
    },
    release: (releaseId) => {
      const version = versions.get(releaseId);
      return version === undefined ? '' : ` v${version}`;
    },
  };
}
