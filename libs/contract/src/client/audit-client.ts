import type { AuditEvent, AuditVerification } from '../audit.js';
import { readPages } from './pages.js';
import type { Transport } from './transport.js';

export interface AuditWish {
  app?: string;
  actor?: string;
  since?: Date;
  refused?: boolean;
  limit?: number;
}

export class AuditClient {
  constructor(private readonly transport: Transport) {}

  /** Newest first. */
  list({ app, actor, since, refused, limit }: AuditWish): Promise<AuditEvent[]> {
    const query = new URLSearchParams({
      ...(app !== undefined && { app }),
      ...(actor !== undefined && { actor }),
      ...(since !== undefined && { since: since.toISOString() }),
      ...(refused && { refused: 'true' }),
    });
    return readPages(this.transport, `/audit-events?${query}`, { by: 'sequence', order: 'desc', limit });
  }

  verify(): Promise<AuditVerification> {
    return this.transport.json('GET', '/audit-events/verification');
  }
}
