import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';

/** Forgets a pipeline; its apps stay. */
export class DestroyPipeline extends Command<void> {
  constructor(readonly input: { readonly pipelineId: string }) {
    super();
  }
}

@CommandHandler(DestroyPipeline)
export class DestroyPipelineHandler implements ICommandHandler<DestroyPipeline> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: DestroyPipeline): Promise<void> {
    await this.dataSource.query('delete from pipelines where id = $1', [input.pipelineId]);
  }
}
