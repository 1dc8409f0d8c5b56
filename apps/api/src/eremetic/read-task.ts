import { parseHostLabels } from '@jujube/core/host/host-labels.js';
import { mergeConfigVars, parseConfigPatch } from '@jujube/core/release/config-vars.js';
import type { TaskSecrets, TaskWish } from '@jujube/core/task/task-wish.js';
import { Mistakes } from '../definitions/mistakes.js';
import { fields, flag, list, only, text, texts, whole } from '../definitions/read-fields.js';
import { readCallback } from './read-callback.js';

export interface TaskDefinition {
  readonly wish: TaskWish;
  readonly secrets: TaskSecrets;
  readonly idempotencyKey: string | null;
}

const DAY_S = 86_400;
const constraint = fields({ attribute_name: text({ max: 63 }), attribute_value: text({ max: 255 }) });

/** Eremetic's fields, and ours. What it knows besides may be written as the nothing that it means. */
const readTask = fields({
  name: text({ max: 100 }),
  image: text({ max: 400 }),
  command: text({ max: 8_000 }),
  args: list(text({ max: 8_000 }), { max: 200 }),
  cpu: readCpu,
  mem: whole({ min: 6, max: 16_777_216 }),
  env: texts({ max: 500 }),
  masked_env: texts({ max: 500 }),
  labels: texts({ max: 100 }),
  agent_constraints: list(constraint, { max: 20 }),
  force_pull_image: flag,
  callback_uri: readCallback,
  // no task gets more of a host than an app
  privileged: only(false),
  volumes: only([]),
  volumes_from: only([]),
  network: only('', 'BRIDGE'),
  dns: only(''),
  ports: only([]),
  fetch: only([]),
  // ours
  pool: text({ max: 63 }),
  timeout_seconds: whole({ min: 1, max: 30 * DAY_S }),
  queue_timeout_seconds: whole({ min: 1, max: 7 * DAY_S }),
  retries: fields({ never_started: whole({ min: 0, max: 20 }), failed: whole({ min: 0, max: 20 }) }),
  idempotency_key: text({ max: 200 }),
  callback_secret: text({ max: 200 }),
  log_retention_seconds: whole({ min: 60, max: 90 * DAY_S }),
});

type Read = NonNullable<ReturnType<typeof readTask>>;

/** @throws UserError invalid_params with all mistakes, by where they stand */
export function parseTask(body: unknown, idempotencyKey: string | null): TaskDefinition {
  const mistakes = new Mistakes();
  const read = readTask(body ?? {}, { path: '', mistakes }) ?? {};
  for (const name of ['image', 'cpu', 'mem'] as const)
    if (read[name] === undefined) mistakes.add(`/${name}`, 'must be given');
  if (read.image === '') mistakes.add('/image', 'must not be empty');
  mistakes.refuse();
  return {
    wish: wishOf(read),
    secrets: {
      env: environmentOf(read.env),
      maskedEnv: environmentOf(read.masked_env),
      callbackSecret: read.callback_secret ?? null,
    },
    idempotencyKey: idempotencyKey ?? read.idempotency_key ?? null,
  };
}

function wishOf(read: Read): TaskWish {
  const labels = (read.agent_constraints ?? []).map((one) => [one.attribute_name ?? '', one.attribute_value ?? '']);
  return {
    name: read.name ?? '',
    image: read.image!,
    isPullForced: read.force_pull_image ?? false,
    argv: argvOf(read),
    cpuMillis: read.cpu!,
    memoryMib: read.mem!,
    pool: read.pool || 'default',
    hostLabels: parseHostLabels(Object.fromEntries(labels) as Record<string, string>),
    labels: read.labels ?? {},
    timeoutSeconds: read.timeout_seconds ?? null,
    queueTimeoutSeconds: read.queue_timeout_seconds ?? DAY_S,
    retries: { neverStarted: read.retries?.never_started ?? 5, failed: read.retries?.failed ?? 0 },
    callbackUrl: read.callback_uri || null,
    logRetentionSeconds: read.log_retention_seconds ?? 7 * DAY_S,
  };
}

/** As Mesos does it: a command alone goes through a shell, with arguments it is a program; arguments alone go to the image's own. */
function argvOf({ command = '', args = [] }: Read): string[] | null {
  if (command === '') return args.length > 0 ? args : null;
  return args.length > 0 ? [command, ...args] : ['/bin/sh', '-c', command];
}

function environmentOf(vars: Record<string, string> = {}): Readonly<Record<string, string>> {
  return Object.keys(vars).length === 0 ? {} : mergeConfigVars({}, parseConfigPatch(vars));
}

/** Thousandths of a core. */
function readCpu(value: unknown, at: Parameters<typeof flag>[1]): number | undefined {
  const millis = typeof value === 'number' ? Math.round(value * 1000) : Number.NaN;
  if (millis >= 1 && millis <= 1_024_000) return millis;
  at.mistakes.add(at.path, 'must be a number of cores from 0.001 to 1024');
  return undefined;
}
