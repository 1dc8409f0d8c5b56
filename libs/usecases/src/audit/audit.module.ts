import { Module } from '@nestjs/common';
import { AuditQueries } from './audit.queries.js';
import { NoteAuditEventHandler } from './note-audit-event.js';

@Module({ providers: [AuditQueries, NoteAuditEventHandler], exports: [AuditQueries] })
export class AuditModule {}
