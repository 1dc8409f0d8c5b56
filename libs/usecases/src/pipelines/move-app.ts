import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Stage } from '@jujube/core/pipeline/pipeline.js';
import { DataSource } from '@jujube/database/connection.js';

/** Puts an app into another stage of its pipeline. */
export class MoveApp extends Command<void> {
  constructor(readonly input: { readonly couplingId: string; readonly stage: Stage }) {
    super();
  }
}

@CommandHandler(MoveApp)
export class MoveAppHandler implements ICommandHandler<MoveApp> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { couplingId, stage } }: MoveApp): Promise<void> {
    await this.dataSource.query('update pipeline_couplings set stage = $2, updated_at = now() where id = $1', [
      couplingId,
      stage,
    ]);
  }
}
