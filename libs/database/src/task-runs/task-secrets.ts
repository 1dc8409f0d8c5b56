import type { TaskSecrets } from '@jujube/core/task/task-wish.js';
import { SEALED } from '../encryption/sealed-context.js';
import type { SecretBox } from '../encryption/secret-box.js';

export function sealTaskSecrets(box: SecretBox, taskId: string, secrets: TaskSecrets): Buffer {
  return box.seal(JSON.stringify(secrets), SEALED.taskSecrets(taskId));
}

/** A task's environment and the key of its callbacks in clear. */
export function openTaskSecrets(box: SecretBox, run: { id: string; secretsEncrypted: Buffer }): TaskSecrets {
  return JSON.parse(box.open(run.secretsEncrypted, SEALED.taskSecrets(run.id)).toString('utf8')) as TaskSecrets;
}
