import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { parseAppName } from '@jujube/core/app/app-name.js';
import { UserError } from '@jujube/core/errors/user-error.js';
import { parseBuildTimeVars } from '@jujube/core/release/build-time-vars.js';
import { parseDeadline } from '@jujube/core/release/deadline.js';
import { lockApp } from '@jujube/database/apps/lock-app.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { Nudges } from '@jujube/database/nudges.js';
import { inTransaction } from '@jujube/database/transaction.js';
import { isUniqueViolation } from '@jujube/database/unique-violation.js';
import { refuseUsedRepository } from '@jujube/database/apps/refuse-used-repository.js';

export interface UpdateAppInput {
  readonly appId: string;
  readonly baseDomain: string;
  readonly name?: string;
  readonly isMaintenance?: boolean;
  readonly deadlineSeconds?: number;
  /** names of the config vars that builds may see; takes the place of those before */
  readonly buildTimeVars?: readonly string[];
}

/** Renames an app, turns its maintenance page on or off, changes the deadline of its deployments or what its builds may see. */
export class UpdateApp extends Command<void> {
  constructor(readonly input: UpdateAppInput) {
    super();
  }
}

@CommandHandler(UpdateApp)
export class UpdateAppHandler implements ICommandHandler<UpdateApp> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly nudges: Nudges,
  ) {}

  async execute({ input }: UpdateApp): Promise<void> {
    const name = input.name === undefined ? null : parseAppName(input.name);
    const deadline = input.deadlineSeconds === undefined ? null : parseDeadline(input.deadlineSeconds);
    const buildTime = input.buildTimeVars === undefined ? null : parseBuildTimeVars(input.buildTimeVars);
    await inTransaction(this.dataSource, async (manager) => {
      const app = await lockApp(manager, input.appId);
      if (name !== null && name !== app.name) await rename(manager, app.id, { name, baseDomain: input.baseDomain });
      await manager.query(
        `update apps set is_maintenance = coalesce($2, is_maintenance),
           deadline_seconds = coalesce($3, deadline_seconds), build_time_vars = coalesce($4, build_time_vars),
           updated_at = now() where id = $1`,
        [app.id, input.isMaintenance ?? null, deadline, buildTime],
      );
      await this.nudges.send('routes', manager);
    });
  }
}

async function rename(manager: EntityManager, appId: string, to: { name: string; baseDomain: string }): Promise<void> {
  await refuseUsedRepository(manager, to.name, appId);
  try {
    await manager.query('update apps set name = $2 where id = $1', [appId, to.name]);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new UserError('invalid_params', `Name ${to.name} is already taken. Choose another name for the app.`);
  }
  await manager.query(`update domains set hostname = $2, updated_at = now() where app_id = $1 and kind = 'heroku'`, [
    appId,
    `${to.name}.${to.baseDomain}`,
  ]);
}
