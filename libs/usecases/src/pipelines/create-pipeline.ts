import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { parsePipelineName } from '@jujube/core/pipeline/pipeline.js';
import { DataSource } from '@jujube/database/connection.js';
import { nameTaken } from './name-taken.js';

/** Makes a pipeline without apps. Answers its id. */
export class CreatePipeline extends Command<string> {
  constructor(readonly input: { readonly name: string; readonly ownerId: string }) {
    super();
  }
}

@CommandHandler(CreatePipeline)
export class CreatePipelineHandler implements ICommandHandler<CreatePipeline> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: CreatePipeline): Promise<string> {
    const name = parsePipelineName(input.name);
    const rows: { id: string }[] = await this.dataSource.query(
      'insert into pipelines (name, owner_id) values ($1, $2) on conflict (name) do nothing returning id',
      [name, input.ownerId],
    );
    if (!rows[0]) throw nameTaken(name);
    return rows[0].id;
  }
}
