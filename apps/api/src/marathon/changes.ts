import { createHash } from 'node:crypto';
import { groupBy } from '@jujube/core/rollout/group-by.js';
import { isSettled, type Service } from '@jujube/usecases/placement/service.js';
import { formatAppId } from './app-id.js';

/** What is under way, as Marathon counts it. */
export interface Change {
  readonly id: string;
  readonly version: string;
  /** a release on its way; else dynos that are brought to the number, size and place that is wanted */
  readonly isRelease: boolean;
  readonly appIds: readonly string[];
  readonly appName: string;
}

/**
 * Marathon deploys every change; here only releases have deployments. The others last until the dynos are as wanted, at most as
 * long as a deployment of the app may take: what crashes later is no deployment.
 */
export function changesOf(services: readonly Service[], nowMs: number): Change[] {
  const byApp = groupBy(services, ({ appName }) => appName);
  return [...byApp.values()].flatMap((own) => (own[0]!.deploymentId ? [releaseChange(own)] : scaleChanges(own, nowMs)));
}

function releaseChange(services: readonly Service[]): Change {
  const { deploymentId, appName } = services[0]!;
  const version = versionOf(services[0]!);
  return { id: deploymentId!, version, isRelease: true, appIds: services.map(formatAppId), appName };
}

function scaleChanges(services: readonly Service[], nowMs: number): Change[] {
  const isRecent = ({ changedAt, deadlineSeconds }: Service) => nowMs - changedAt.getTime() < deadlineSeconds * 1000;
  return services.filter((service) => isRecent(service) && !isSettled(service)).map(scaleChange);
}

function scaleChange(service: Service): Change {
  const { appName } = service;
  return {
    id: changeId(service),
    version: versionOf(service),
    isRelease: false,
    appIds: [formatAppId(service)],
    appName,
  };
}

/** The id of what was last changed without a release; the same each time it is asked for. */
export function changeId({ formationId, changedAt }: Service): string {
  const hex = createHash('sha256').update(`${formationId} ${changedAt.toISOString()}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** Marathon's versions are times. */
export function versionOf({ releasedAt, changedAt }: Service): string {
  return new Date(Math.max(releasedAt.getTime(), changedAt.getTime())).toISOString();
}
