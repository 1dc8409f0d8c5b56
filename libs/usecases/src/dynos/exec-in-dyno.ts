import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import { parseConfigPatch, type ConfigVars } from '@jujube/core/release/config-vars.js';
import { oneOffCommand } from '@jujube/core/task/one-off-command.js';
import {
  CapabilitiesRepository,
  type CapabilityHolder,
} from '@jujube/database/capabilities/capabilities.repository.js';
import { DataSource, type EntityManager } from '@jujube/database/connection.js';
import { SEALED } from '@jujube/database/encryption/sealed-context.js';
import { SecretBox } from '@jujube/database/encryption/secret-box.js';
import { attachUrl } from './attach-url.js';
import type { TerminalWish } from './run-dyno.js';

export interface ExecInput {
  readonly dynoId: string;
  readonly holder: CapabilityHolder;
  readonly command: string;
  readonly env: ConfigVars;
  readonly terminal: TerminalWish;
}

/** Lets somebody run a command inside a dyno that runs. Answers `rendezvous://host:port/secret`, good for one connection. */
export class ExecInDyno extends Command<string> {
  constructor(readonly input: ExecInput) {
    super();
  }
}

@CommandHandler(ExecInDyno)
export class ExecInDynoHandler implements ICommandHandler<ExecInDyno> {
  constructor(
    private readonly dataSource: DataSource,
    private readonly box: SecretBox,
    private readonly capabilities: CapabilitiesRepository,
  ) {}

  async execute({ input }: ExecInDyno): Promise<string> {
    const { dynoId, holder, terminal } = input;
    const { manager } = this.dataSource;
    const command = oneOffCommand(input.command, {});
    const env = Object.keys(input.env).length === 0 ? {} : parseConfigPatch(input.env);
    await refuseUnlessRunning(manager, dynoId);
    const sealed = this.box.seal(JSON.stringify(env), SEALED.execEnv(dynoId)).toString('base64');
    const subject = { dynoId, command, env: sealed, ...terminal };
    return attachUrl(manager, this.capabilities, { holder, subject });
  }
}

async function refuseUnlessRunning(manager: EntityManager, dynoId: string): Promise<void> {
  const [dyno]: { name: string; runs: boolean }[] = await manager.query(
    `select process_type || '.' || slot as name, container_id is not null and state in ('starting', 'up', 'draining') as runs
     from dynos where id = $1`,
    [dynoId],
  );
  if (!dyno?.runs) throw new UserError('conflict', `${dyno?.name ?? 'That dyno'} does not run at this time.`);
}
