import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';

/** Takes an app out of its pipeline. */
export class UncoupleApp extends Command<void> {
  constructor(readonly input: { readonly couplingId: string }) {
    super();
  }
}

@CommandHandler(UncoupleApp)
export class UncoupleAppHandler implements ICommandHandler<UncoupleApp> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input }: UncoupleApp): Promise<void> {
    await this.dataSource.query('delete from pipeline_couplings where id = $1', [input.couplingId]);
  }
}
