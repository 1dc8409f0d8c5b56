import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { parsePipelineName } from '@jujube/core/pipeline/pipeline.js';
import { DataSource } from '@jujube/database/connection.js';
import { isUniqueViolation } from '@jujube/database/unique-violation.js';
import { nameTaken } from './name-taken.js';

export class RenamePipeline extends Command<void> {
  constructor(readonly input: { readonly pipelineId: string; readonly name: string }) {
    super();
  }
}

@CommandHandler(RenamePipeline)
export class RenamePipelineHandler implements ICommandHandler<RenamePipeline> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: RenamePipeline): Promise<void> {
    const name = parsePipelineName(input.name);
    try {
      await this.dataSource.query('update pipelines set name = $2, updated_at = now() where id = $1', [
        input.pipelineId,
        name,
      ]);
    } catch (error) {
      throw isUniqueViolation(error) ? nameTaken(name) : error;
    }
  }
}
