import { Injectable, Logger } from '@nestjs/common';
import { writeProofs } from '@jujube/database/traffic/proofs.js';
import { FencedWrites } from '../leader/fenced-writes.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { repeatedly } from '../leader/repeatedly.js';
import { WakeUp } from '../wake-up.js';

const EVERY_MS = 15_000;

/** Keeps what each deployment did to the requests of its app, when all of it is known. */
@Injectable()
export class Proofs implements LeaderPart {
  private readonly logger = new Logger('proofs');

  constructor(private readonly writes: FencedWrites) {}

  async run(signal: AbortSignal): Promise<void> {
    const rhythm = { signal, everyMs: EVERY_MS, wakeUp: new WakeUp(), logger: this.logger };
    await repeatedly(rhythm, async () => void (await this.writes.run(writeProofs)));
  }
}
