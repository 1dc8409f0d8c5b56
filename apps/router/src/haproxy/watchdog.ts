import { Logger } from '@nestjs/common';
import type { Haproxy } from './haproxy.js';

const LOOK_MS = 500;

/** Starts HAProxy again when it dies, with its last good configuration, also while the control plane is away. */
export class Watchdog {
  private readonly logger = new Logger(Watchdog.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly haproxy: Haproxy) {}

  start(): void {
    this.timer = setTimeout(() => void this.look(), LOOK_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    try {
      if (await this.haproxy.revive()) this.logger.warn('HAProxy had died and was started again');
    } catch (error) {
      this.logger.error(`HAProxy is dead and does not start: ${(error as Error).message}`);
    }
    if (this.timer) this.start();
  }
}
