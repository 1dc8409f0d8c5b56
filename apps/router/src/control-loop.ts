import { Injectable, Logger } from '@nestjs/common';
import { Nudges } from '@jujube/database/nudges.js';
import { AccessLog } from './access-log/access-log.js';
import { Acknowledger } from './acknowledger.js';
import { findBusyServers } from './haproxy/busy-servers.js';
import type { RouterParts } from './router-parts.js';
import { RouteObserver } from './routes/route-observer.js';
import type { RouteTable } from './routes/route-table.js';

const LOOK_ANYWAY_MS = 2000;
/** while dynos drain, requests in flight are counted this often */
const DRAIN_LOOK_MS = 100;

/** Observe → make HAProxy follow → acknowledge; on every nudge and at least every 2 s. */
@Injectable()
export class ControlLoop {
  private readonly logger = new Logger(ControlLoop.name);
  private wake: () => void = () => undefined;
  private isNudged = false;
  private isEnding = false;
  /** files that HAProxy loads have changed since it did */
  private mustReload = false;
  private lastError: string | null = null;
  private ended: Promise<void> = Promise.resolve();

  constructor(
    private readonly observer: RouteObserver,
    private readonly acknowledger: Acknowledger,
    private readonly accessLog: AccessLog,
    private readonly nudges: Nudges,
  ) {}

  /** Resolves after the first look, when HAProxy serves. */
  async start(parts: RouterParts): Promise<void> {
    this.nudges.on('routes', () => this.nudge());
    const isDraining = await this.look(parts);
    this.ended = this.run(parts, isDraining);
  }

  async stop(parts: RouterParts): Promise<void> {
    this.isEnding = true;
    this.nudge();
    await this.ended;
    await this.acknowledger.signOff(parts.routerId);
  }

  private nudge(): void {
    this.isNudged = true;
    this.wake();
  }

  private async run(parts: RouterParts, wasDraining: boolean): Promise<void> {
    let isDraining = wasDraining;
    while (!this.isEnding) {
      await this.pause(isDraining ? DRAIN_LOOK_MS : LOOK_ANYWAY_MS);
      if (!this.isEnding) isDraining = await this.look(parts);
    }
  }

  /** @returns whether some dyno still has requests to finish. Never throws: without the control plane HAProxy goes on. */
  private async look(parts: RouterParts): Promise<boolean> {
    this.isNudged = false;
    try {
      const table = await this.observer.observe();
      await this.follow(parts, table);
      const isDraining = table.backends.some((backend) => backend.servers.some((server) => server.state === 'drain'));
      const busy = isDraining ? await findBusyServers(parts.haproxy.process.master) : new Set<string>();
      // first of all it is there: what it says of dynos belongs to it
      await this.acknowledger.beat(parts.routerId, null);
      await this.acknowledger.tell(parts.routerId, table, busy);
      this.lastError = null;
      return busy.size > 0;
    } catch (error) {
      await this.survive(parts, error as Error);
      return false;
    }
  }

  private async follow(parts: RouterParts, table: RouteTable): Promise<void> {
    this.accessLog.know(new Map(table.backends.map((backend) => [backend.appId, backend])));
    const certificates = await this.observer.certificates();
    if (await parts.certificates.follow(table.hosts.keys(), certificates)) this.mustReload = true;
    await parts.haproxy.follow(table, this.mustReload);
    this.mustReload = false;
  }

  private async survive(parts: RouterParts, error: Error): Promise<void> {
    if (this.lastError !== error.message) this.logger.error(`HAProxy keeps its last routes: ${error.message}`);
    this.lastError = error.message;
    await this.acknowledger.beat(parts.routerId, error.message).catch(() => undefined);
  }

  private pause(milliseconds: number): Promise<void> {
    if (this.isNudged) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
