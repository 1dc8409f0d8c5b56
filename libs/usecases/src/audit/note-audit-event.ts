import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { appendAudit, type AuditEvent } from '@jujube/database/audit/append-audit.js';
import { stateHash, type AuditTarget } from '@jujube/database/audit/state-hash.js';
import { DataSource } from '@jujube/database/connection.js';

export interface AuditInput {
  readonly event: Omit<AuditEvent, 'stateHash' | 'appId'>;
  readonly about: AuditTarget;
}

/** Adds a line to the audit log, with the state of what it is about at that moment. */
export class NoteAuditEvent extends Command<void> {
  constructor(readonly input: AuditInput) {
    super();
  }
}

@CommandHandler(NoteAuditEvent)
export class NoteAuditEventHandler implements ICommandHandler<NoteAuditEvent> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ input: { event, about } }: NoteAuditEvent): Promise<void> {
    const isRefused = event.kind === 'refused';
    const hash = isRefused ? null : await stateHash(this.dataSource, about);
    await appendAudit(this.dataSource, { ...event, appId: about.appId, stateHash: hash });
  }
}
