import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { AuditTrail } from './audit-trail.js';
import type { AuditedRequest } from './audited-request.js';

/** After the guards, before anything is done. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(private readonly trail: AuditTrail) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    await this.trail.asked(context.switchToHttp().getRequest<AuditedRequest>());
    return next.handle();
  }
}
