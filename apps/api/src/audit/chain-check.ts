import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Repeatedly } from '@jujube/queue/repeatedly.js';
import { AuditQueries } from '@jujube/usecases/audit/audit.queries.js';
import { logLine } from '../server/log-line.js';

const DAY_MS = 24 * 3_600_000;

/** Follows the audit log's chain once a day; a broken one stands in the log of the API as an error. */
@Injectable()
export class ChainCheck implements OnApplicationBootstrap, OnModuleDestroy {
  private loop: Repeatedly | undefined;

  constructor(private readonly audit: AuditQueries) {}

  onApplicationBootstrap(): void {
    this.loop = new Repeatedly({ name: 'audit-check', everyMs: DAY_MS, turn: () => this.check() });
  }

  async onModuleDestroy(): Promise<void> {
    await this.loop?.stop();
  }

  private async check(): Promise<void> {
    const { brokenAt, events } = await this.audit.verify();
    if (brokenAt !== null)
      logLine('error', 'the audit log was tampered with', { firstWrongSequence: brokenAt, events });
  }
}
