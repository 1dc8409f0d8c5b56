import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from '@jujube/database/connection.js';

/** A target of a promotion gets no release, for this reason. */
export class FailTarget extends Command<void> {
  constructor(readonly input: { readonly targetId: string; readonly reason: string }) {
    super();
  }
}

@CommandHandler(FailTarget)
export class FailTargetHandler implements ICommandHandler<FailTarget> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { targetId, reason } }: FailTarget): Promise<void> {
    await this.dataSource.query('update pipeline_promotion_targets set error_message = $2 where id = $1', [
      targetId,
      reason,
    ]);
  }
}
