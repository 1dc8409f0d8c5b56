import type { ContainerSpec } from '@jujube/containers/container-spec.js';
import { LABEL } from '@jujube/containers/labels.js';
import type { TaskSecrets } from '@jujube/core/task/task-wish.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';

export const TASK_LABEL = { id: 'io.jujube.task-id', attempt: 'io.jujube.task-attempt' } as const;
export const KIND_TASK = { [LABEL.kind]: 'task' };

/** The same for whoever looks after an attempt: so no attempt gets two containers. */
export function taskContainer({ id, attempt, wish }: TaskRun, secrets: TaskSecrets): ContainerSpec {
  const { image, argv, cpuMillis, memoryMib } = wish;
  return {
    name: `jj-task-${id}-${attempt}`,
    image,
    ...(argv && { command: [...argv] }),
    env: { ...secrets.env, ...secrets.maskedEnv, JUJUBE_TASK_ID: id },
    labels: { ...KIND_TASK, [TASK_LABEL.id]: id, [TASK_LABEL.attempt]: String(attempt) },
    ...{ cpuMillis, memoryMib },
  };
}
