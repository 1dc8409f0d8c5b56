import { Injectable, Logger } from '@nestjs/common';
import { Nudges } from '@jujube/database/nudges.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';
import { HostEngines, type ConnectedHost } from './host-engines.js';
import { HostFollower } from './host-follower.js';
import { HostWatch } from './host-watch.js';

const EVERY_MS = 5_000;

interface Watching {
  engine: ConnectedHost['engine'];
  stop: AbortController;
  end: Promise<unknown>;
}

/** Watches every registered host for as long as it is registered, each on its own so that none holds up another. */
@Injectable()
export class HostWatches implements LeaderPart {
  private readonly logger = new Logger('hosts');
  private readonly watching = new Map<string, Watching>();

  constructor(
    private readonly engines: HostEngines,
    private readonly nudges: Nudges,
    private readonly watch: HostWatch,
    private readonly follower: HostFollower,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const wakeUp = new WakeUp();
    const end = this.nudges.on('wanted', () => wakeUp.wake());
    await repeatedly({ signal, everyMs: EVERY_MS, wakeUp, logger: this.logger }, () => this.adjust(signal));
    end();
    await Promise.all([...this.watching.values()].map((each) => each.end));
    this.watching.clear();
  }

  private async adjust(signal: AbortSignal): Promise<void> {
    const hosts = await this.engines.refresh();
    for (const [id, { engine, stop }] of this.watching) {
      if (hosts.get(id)?.engine === engine) continue;
      stop.abort();
      this.watching.delete(id);
    }
    for (const [id, connected] of hosts) if (!this.watching.has(id)) this.begin(id, connected, signal);
  }

  private begin(id: string, connected: ConnectedHost, signal: AbortSignal): void {
    const stop = new AbortController();
    const either = AbortSignal.any([signal, stop.signal]);
    const end = Promise.all([this.watch.run(connected, either), this.follower.run(connected.engine, either)]);
    this.watching.set(id, { engine: connected.engine, stop, end });
  }
}
