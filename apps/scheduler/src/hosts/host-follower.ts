import { Injectable, Logger } from '@nestjs/common';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';
import { HostComparison } from './host-comparison.js';

const EVERY_MS = 10_000;
// a start or a stop makes several events
const SHORTEST_ROUND_MS = 400;

/** Compares one host whenever its engine says that something happened there, and every 10 s anyway. */
@Injectable()
export class HostFollower {
  private readonly logger = new Logger('hosts');

  constructor(private readonly comparison: HostComparison) {}

  async run(engine: ContainerEngine, signal: AbortSignal): Promise<void> {
    const wakeUp = new WakeUp();
    const comparing = repeatedly({ signal, everyMs: EVERY_MS, wakeUp, logger: this.logger }, async () => {
      await new Promise((resolve) => setTimeout(resolve, SHORTEST_ROUND_MS));
      await this.compare(engine, signal);
    });
    for await (const _changed of engine.events({ signal })) wakeUp.wake();
    await comparing;
  }

  // that a host does not answer is its watch's business
  private async compare(engine: ContainerEngine, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    try {
      await this.comparison.compare(engine, signal);
    } catch (error) {
      if (!isEngineError(error, 'timeout', 'unreachable')) throw error;
    }
  }
}
