import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from '@jujube/database/connection.js';
import { appendRouterLines, type RouterLine } from '@jujube/database/log-lines/append-router-lines.js';
import { parseAccessLine } from './access-log-format.js';
import { describeRequest } from './describe-request.js';
import type { AppCondition } from './request-error.js';
import { TrafficReports } from './traffic-reports.js';

const FLUSH_MS = 200;
/** bounds memory while the database is away; the loss is told in the router's own log */
const MOST_WAITING = 20_000;
const MOST_PER_INSERT = 1000;
const UNKNOWN: AppCondition = { isMaintenance: false, isWanted: true };

/** Takes HAProxy's access log from loopback and appends it to the logs of the apps. */
@Injectable()
export class AccessLog {
  private readonly logger = new Logger(AccessLog.name);
  private readonly socket: Socket = createSocket('udp4');
  private waiting: RouterLine[] = [];
  private dropped = 0;
  private timer: NodeJS.Timeout | undefined;
  private conditions: ReadonlyMap<string, AppCondition> = new Map();

  constructor(
    private readonly dataSource: DataSource,
    private readonly traffic: TrafficReports,
  ) {}

  /** @returns the UDP port on 127.0.0.1 that HAProxy is to write to */
  async listen(): Promise<number> {
    this.socket.on('message', (message) => this.take(message.toString('utf8')));
    this.socket.on('error', (error) => this.logger.error(`access log: ${error.message}`));
    this.socket.bind(0, '127.0.0.1');
    await once(this.socket, 'listening');
    this.timer = setInterval(() => void this.flush(), FLUSH_MS);
    return this.socket.address().port;
  }

  /** Tells which apps are in maintenance or scaled to 0, so that errors get the right code. */
  know(conditions: ReadonlyMap<string, AppCondition>): void {
    this.conditions = conditions;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.socket.close();
    await this.flush();
  }

  private take(message: string): void {
    const record = parseAccessLine(message);
    if (record === null) return;
    this.traffic.count(record);
    if (this.waiting.length >= MOST_WAITING) {
      this.dropped++;
      return;
    }
    const text = describeRequest(record, this.conditions.get(record.appId) ?? UNKNOWN);
    this.waiting.push({ appId: record.appId, at: record.at, text });
  }

  private async flush(): Promise<void> {
    const batch = this.waiting.splice(0, MOST_PER_INSERT);
    if (batch.length === 0) return;
    try {
      await appendRouterLines(this.dataSource.manager, batch);
    } catch (error) {
      this.waiting.unshift(...batch);
      this.logger.warn(`access log waits for the database: ${(error as Error).message}; ${this.dropped} lines dropped`);
    }
  }
}
