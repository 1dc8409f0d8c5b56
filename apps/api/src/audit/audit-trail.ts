import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { NoteAuditEvent } from '@jujube/usecases/audit/note-audit-event.js';
import { logLine } from '../server/log-line.js';
import { aboutRequest, type AuditedRequest } from './audited-request.js';
import { isAudited } from './is-audited.js';
import { RefusalBudget } from './refusal-budget.js';

/** Writes down what was asked before it is done, and what came of it when it is answered. */
@Injectable()
export class AuditTrail implements BeforeApplicationShutdown {
  private readonly budget = new RefusalBudget();
  private readonly underway = new Set<Promise<void>>();

  constructor(private readonly commands: CommandBus) {}

  /** Nothing is done that is not written down: throws what the database says when it cannot be. */
  async asked(request: AuditedRequest): Promise<void> {
    if (!isAudited(request.method, request.permission ?? null)) return;
    const { event, about } = aboutRequest(request);
    await this.commands.execute(
      new NoteAuditEvent({ event: { ...event, kind: 'asked', status: null, problem: null }, about }),
    );
    request.isAsked = true;
  }

  /** Beside the answer, which does not wait for it. */
  answered(request: AuditedRequest, status: number): void {
    if (!request.isAsked && !this.isRefusal(request, status)) return;
    const { event, about } = aboutRequest(request);
    const kind = request.isAsked ? ('answered' as const) : ('refused' as const);
    const ending = { ...event, kind, status, problem: request.problem ?? null };
    const noted = this.commands.execute(new NoteAuditEvent({ event: ending, about })).catch((error: Error) => {
      logLine('error', 'an answer is missing in the audit log', {
        requestId: request.id,
        status,
        reason: error.message,
      });
    });
    this.underway.add(noted);
    void noted.finally(() => this.underway.delete(noted));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.underway);
  }

  private isRefusal(request: AuditedRequest, status: number): boolean {
    const { method, permission } = request;
    // public routes and addresses that lead nowhere refuse nobody in particular
    if (permission === undefined || permission === null) return false;
    const isTold = status === 401 || status === 403 || (status >= 400 && isAudited(method, permission));
    return isTold && (request.caller !== undefined || this.budget.take(request.ip));
  }
}
