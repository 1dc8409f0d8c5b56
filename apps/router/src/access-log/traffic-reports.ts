import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from '@jujube/database/connection.js';
import { addTraffic } from '@jujube/database/traffic/add-traffic.js';
import type { AccessRecord } from './access-log-format.js';
import { TrafficMeter } from './traffic-meter.js';

const FLUSH_MS = 2_000;

/** Writes down what requests came to, every two seconds: from it deployments are judged. */
@Injectable()
export class TrafficReports {
  private readonly logger = new Logger(TrafficReports.name);
  private readonly meter = new TrafficMeter();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(private readonly dataSource: DataSource) {}

  start(routerId: string): void {
    this.timer = setInterval(() => (this.round = this.round.then(() => this.flush(routerId))), FLUSH_MS);
  }

  count(record: AccessRecord): void {
    this.meter.count(record);
  }

  async stop(routerId: string): Promise<void> {
    clearInterval(this.timer);
    await this.round;
    await this.flush(routerId);
  }

  private async flush(routerId: string): Promise<void> {
    const rows = this.meter.take();
    try {
      await addTraffic(this.dataSource.manager, routerId, rows);
    } catch (error) {
      this.meter.giveBack(rows);
      this.logger.warn(`traffic figures wait for the database: ${(error as Error).message}`);
    }
  }
}
