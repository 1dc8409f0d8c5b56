import type { EremeticTask } from '@jujube/contract/eremetic.js';
import { eremeticStatus } from '@jujube/core/task/eremetic-status.js';
import { isFinal } from '@jujube/core/task/task-phase.js';
import type { TaskSecrets } from '@jujube/core/task/task-wish.js';
import type { TaskRun } from '@jujube/database/task-runs/task-run.js';

const MASK = '*******';

export function presentTask(run: TaskRun, secrets: TaskSecrets): EremeticTask {
  const { wish } = run;
  return {
    task_id: run.id,
    ...{ name: wish.name, image: wish.image, pool: wish.pool },
    ...commandOf(wish.argv),
    ...{ cpu: wish.cpuMillis / 1000, mem: wish.memoryMib },
    env: { ...secrets.env },
    masked_env: Object.fromEntries(Object.keys(secrets.maskedEnv).map((name) => [name, MASK])),
    labels: { ...wish.labels },
    agent_constraints: Object.entries(wish.hostLabels).map(([attribute_name, attribute_value]) => ({
      attribute_name,
      attribute_value,
    })),
    force_pull_image: wish.isPullForced,
    callback_uri: wish.callbackUrl ?? '',
    status: statusOf(run),
    hostname: run.hostName ?? '',
    reason: run.reason ?? (isFinal(run.phase) ? null : run.blocked),
    ...{ exit_code: run.exitCode, attempt: run.attempt, timeout_seconds: wish.timeoutSeconds },
    queue_timeout_seconds: wish.queueTimeoutSeconds,
    retries: { never_started: wish.retries.neverStarted, failed: wish.retries.failed },
    log_retention_seconds: wish.logRetentionSeconds,
  };
}

function commandOf(argv: readonly string[] | null): { command: string; args: string[] } {
  if (argv === null) return { command: '', args: [] };
  const [program = '', ...args] = argv;
  const isShell = program === '/bin/sh' && args[0] === '-c' && args.length === 2;
  return isShell ? { command: args[1] ?? '', args: [] } : { command: program, args };
}

/** When it was asked for, began to run, and what it is now. */
function statusOf({ phase, createdAt, startedAt, finishedAt }: TaskRun): EremeticTask['status'] {
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
  const steps = [{ time: seconds(createdAt), status: 'TASK_QUEUED' }];
  if (startedAt) steps.push({ time: seconds(startedAt), status: 'TASK_RUNNING' });
  const now = eremeticStatus(phase);
  if (steps.at(-1)?.status !== now) steps.push({ time: seconds(finishedAt ?? startedAt ?? createdAt), status: now });
  return steps;
}
