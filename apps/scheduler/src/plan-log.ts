import { Logger } from '@nestjs/common';

/** Prints what plans say, each line once for as long as it stays in the plans. */
export class PlanLog {
  private readonly logger = new Logger('plan');
  private known = new Set<string>();

  tell(lines: readonly string[]): void {
    for (const line of lines) if (!this.known.has(line)) this.logger.log(line);
    this.known = new Set(lines);
  }
}
