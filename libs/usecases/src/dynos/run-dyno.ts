import { randomUUID } from 'node:crypto';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { fullPool } from '@jujube/core/host/full-pool.js';
import { DEFAULT_DYNO_RESOURCES, type Resources } from '@jujube/core/quantity/resources.js';
import { parseConfigPatch, type ConfigVars } from '@jujube/core/release/config-vars.js';
import { commandArgv } from '@jujube/core/task/command-argv.js';
import { oneOffCommand, oneOffImage } from '@jujube/core/task/one-off-command.js';
import { refuseImpossibleTask } from '@jujube/core/task/refuse-impossible-task.js';
import type { TaskWish } from '@jujube/core/task/task-wish.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { CapabilitiesRepository } from '@jujube/database/capabilities/capabilities.repository.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import type { FormationRules } from '@jujube/database/formations/formation-rules.js';
import { knownHosts } from '@jujube/database/hosts/known-hosts.js';
import { Nudges } from '@jujube/database/nudges.js';
import { addOneOff } from '@jujube/database/one-offs/add-one-off.js';
import { countOpenOneOffs } from '@jujube/database/one-offs/open-one-offs.js';
import { runnableRelease, type RunnableRelease } from '@jujube/database/one-offs/runnable-release.js';
import { addTaskRun } from '@jujube/database/task-runs/add-task-run.js';
import { sealTaskSecrets } from '@jujube/database/task-runs/task-secrets.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { attachUrl } from './attach-url.js';

export interface TerminalWish {
  readonly isTty: boolean;
  /** null: unknown */
  readonly columns: number | null;
  readonly rows: number | null;
}

export interface RunInput {
  readonly appId: string;
  readonly userId: string;
  /** the token that asks for it; null: a password does */
  readonly tokenId: string | null;
  readonly command: string;
  /** beyond the app's config vars, and before them */
  readonly env: ConfigVars;
  /** its name's first half; its size and place are those of this process type, where there is one */
  readonly processType: string;
  readonly size: Partial<Resources>;
  /** somebody will attach to it; null: it runs on its own */
  readonly terminal: TerminalWish | null;
  /** it is ended after so long */
  readonly ttlSeconds: number;
}

export interface StartedRun {
  readonly dynoId: string;
  /** `rendezvous://host:port/secret`, good for one connection; null when nobody attaches */
  readonly attachUrl: string | null;
}

const MOST_AT_ONCE = 50;
const WAITS_FOR_HOST_SECONDS = { attached: 120, detached: 3_600 };
const KNOWN_FOR_SECONDS = 86_400;

/** Runs a command as a one-off dyno: with the image and config vars of the app's newest release. */
export class RunDyno extends Command<StartedRun> {
  constructor(readonly input: RunInput) {
    super();
  }
}

@CommandHandler(RunDyno)
export class RunDynoHandler implements ICommandHandler<RunDyno> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly capabilities: CapabilitiesRepository,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: RunDyno): Promise<StartedRun> {
    const env = Object.keys(input.env).length === 0 ? {} : (parseConfigPatch(input.env) as ConfigVars);
    return inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      const release = await runnableRelease(manager, app.id);
      if (!release)
        throw new UserError(
          'invalid_params',
          `${app.name} has no image yet that could run. Build or release one first.`,
        );
      await refuseTooMany(manager, app.id);
      const taskId = await this.add(manager, { input, release, env });
      const subject = { taskId, isTty: input.terminal?.isTty };
      const url = input.terminal && (await attachUrl(manager, this.capabilities, { holder: input, subject }));
      await this.nudges.send('wanted', manager);
      return { dynoId: taskId, attachUrl: url };
    });
  }

  private async add(
    manager: EntityManager,
    { input, release, env }: { input: RunInput; release: RunnableRelease; env: ConfigVars },
  ): Promise<string> {
    const { appId, userId: ownerId, processType, terminal } = input;
    const command = oneOffCommand(input.command, release.processTypes);
    const wish = await wishOf(manager, { input, image: oneOffImage(input.command, release) ?? release.image, command });
    const pool = fullPool(release.environment, wish.pool);
    refuseImpossibleTask({ ...wish, pool }, await knownHosts(manager));
    const id = randomUUID();
    const secretsEncrypted = sealTaskSecrets(this.box, id, { env, maskedEnv: {}, callbackSecret: null });
    await addTaskRun(manager, { id, ownerId, wish, secretsEncrypted, idempotencyKey: null, requestHash: '' });
    const { isTty = false, columns = null, rows = null } = terminal ?? {};
    const isAttached = terminal !== null;
    await addOneOff(manager, {
      ...{ taskId: id, appId, releaseId: release.id, processType, command: input.command },
      ...{ isAttached, isTty, columns, rows },
    });
    return id;
  }
}

async function refuseTooMany(manager: EntityManager, appId: string): Promise<void> {
  if ((await countOpenOneOffs(manager, appId)) < MOST_AT_ONCE) return;
  const message = `The app runs ${MOST_AT_ONCE} one-off dynos at this time, which is the most. Stop one with jujube ps:stop.`;
  throw new UserError('conflict', message);
}

async function wishOf(
  manager: EntityManager,
  { input, image, command }: { input: RunInput; image: string; command: string },
): Promise<TaskWish> {
  const like = await formationLike(manager, input);
  const { cpuMillis = like.cpuMillis, memoryMib = like.memoryMib } = input.size;
  const { pool = 'default', hostLabels = {} } = like.rules;
  return {
    ...{ name: input.processType, image, isPullForced: false, argv: commandArgv(command) ?? null },
    ...{ cpuMillis, memoryMib, pool, hostLabels: { ...hostLabels }, labels: {}, timeoutSeconds: input.ttlSeconds },
    queueTimeoutSeconds: input.terminal ? WAITS_FOR_HOST_SECONDS.attached : WAITS_FOR_HOST_SECONDS.detached,
    retries: { neverStarted: input.terminal ? 0 : 3, failed: 0 },
    ...{ callbackUrl: null, logRetentionSeconds: KNOWN_FOR_SECONDS },
  };
}

/** Size and place of the process type of this name, else of web, else of any. */
async function formationLike(
  manager: EntityManager,
  { appId, processType }: RunInput,
): Promise<Resources & { rules: FormationRules }> {
  const rows: (Resources & { rules: FormationRules })[] = await manager.query(
    `select cpu_millis as "cpuMillis", memory_mib as "memoryMib", rules from formations where app_id = $1
     order by process_type <> $2, process_type <> 'web', process_type limit 1`,
    [appId, processType],
  );
  return rows[0] ?? { ...DEFAULT_DYNO_RESOURCES, rules: {} };
}
