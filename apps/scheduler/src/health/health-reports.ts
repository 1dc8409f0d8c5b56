import { Injectable, Logger } from '@nestjs/common';
import { LostLeadership } from '@jujube/database/leaders/lost-leadership.js';
import { crashpoint } from '../crashpoint.js';
import { DynoJournal } from '../dyno-journal.js';

const GATHER_MS = 5;

/** Writes down together which dynos became healthy at nearly the same time. */
@Injectable()
export class HealthReports {
  private readonly logger = new Logger('health');
  private waiting = new Set<string>();
  private round: Promise<void> | null = null;

  constructor(private readonly journal: DynoJournal) {}

  /** Resolves when it is written; false when that failed and has to be said again. */
  async healthy(dynoId: string): Promise<boolean> {
    this.waiting.add(dynoId);
    this.round ??= this.gather();
    return this.round.then(
      () => true,
      (error: unknown) => {
        if (!(error instanceof LostLeadership)) this.logger.error(error);
        return false;
      },
    );
  }

  private async gather(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    const ids = [...this.waiting];
    this.waiting = new Set();
    this.round = null;
    await this.journal.healthy(ids);
    crashpoint('healthy');
  }
}
