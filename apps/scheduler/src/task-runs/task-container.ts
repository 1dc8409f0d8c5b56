import type { ContainerSpec } from '@jujube/containers/container-spec.js';
import { LABEL } from '@jujube/containers/labels.js';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import type { TaskSecrets } from '@jujube/core/task/task-wish.js';
import { oneOffName, type OneOff } from '@jujube/database/one-offs/one-off.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';

export const TASK_LABEL = { id: 'io.jujube.task-id', attempt: 'io.jujube.task-attempt' } as const;
export const KIND_TASK = { [LABEL.kind]: 'task' };

/** What only its container is told. */
export interface TaskEnvironment {
  readonly secrets: TaskSecrets;
  /** of the release of a one-off dyno; empty for others */
  readonly config: ConfigVars;
}

/** The same for whoever looks after an attempt: so no attempt gets two containers. */
export function taskContainer(
  { id, attempt, wish, oneOff }: TaskRun,
  { secrets, config }: TaskEnvironment,
): ContainerSpec {
  const { image, argv, cpuMillis, memoryMib } = wish;
  return {
    name: `jj-task-${id}-${attempt}`,
    image,
    ...(argv && { command: [...argv] }),
    env: { ...config, ...secrets.env, ...secrets.maskedEnv, ...(oneOff && dynoVars(oneOff)), JUJUBE_TASK_ID: id },
    labels: {
      ...KIND_TASK,
      [TASK_LABEL.id]: id,
      [TASK_LABEL.attempt]: String(attempt),
      ...(oneOff && labelsOf(oneOff)),
    },
    ...{ cpuMillis, memoryMib },
    ...(oneOff?.isAttached && { openStdin: true, tty: oneOff.isTty }),
  };
}

function dynoVars(dyno: OneOff): Record<string, string> {
  return { DYNO: oneOffName(dyno), JUJUBE_APP: dyno.appName, JUJUBE_RELEASE_VERSION: `v${dyno.releaseVersion}` };
}

function labelsOf({ appId, appName, releaseVersion }: OneOff): Record<string, string> {
  return { 'io.jujube.app': appName, 'io.jujube.app-id': appId, 'io.jujube.release': `v${releaseVersion}` };
}
