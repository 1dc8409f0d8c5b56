import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { UserError } from '@jujube/core/errors/user-error.js';
import type { Stage } from '@jujube/core/pipeline/pipeline.js';
import { DataSource } from '@jujube/database/connection.js';

export interface CouplingInput {
  readonly appId: string;
  readonly pipelineId: string;
  readonly stage: Stage;
}

/** Puts an app into a stage of a pipeline. Answers the coupling's id. */
export class CoupleApp extends Command<string> {
  constructor(readonly input: CouplingInput) {
    super();
  }
}

@CommandHandler(CoupleApp)
export class CoupleAppHandler implements ICommandHandler<CoupleApp> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { appId, pipelineId, stage } }: CoupleApp): Promise<string> {
    const rows: { id: string }[] = await this.dataSource.query(
      `insert into pipeline_couplings (app_id, pipeline_id, stage) values ($1, $2, $3)
       on conflict (app_id) do nothing returning id`,
      [appId, pipelineId, stage],
    );
    if (rows[0]) return rows[0].id;
    throw new UserError('invalid_params', 'The app is in a pipeline already. An app can be in one only.');
  }
}
