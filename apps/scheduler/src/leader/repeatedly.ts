import type { Logger } from '@nestjs/common';
import type { WakeUp } from '../wake-up.js';
import { LostLeadership } from '@jujube/database/leaders/lost-leadership.js';

export interface Rhythm {
  signal: AbortSignal;
  everyMs: number;
  wakeUp: WakeUp;
  logger: Logger;
}

/**
 * Does `work` again and again, never twice at a time: by the rhythm's interval, when woken, or at the time in ms that the work
 * answers with. A round that fails is reported and simply comes again, because every round starts from what is.
 */
export async function repeatedly(rhythm: Rhythm, work: () => Promise<number | void>): Promise<void> {
  const { signal, everyMs, wakeUp, logger } = rhythm;
  while (!signal.aborted) {
    let pauseMs = everyMs;
    try {
      pauseMs = Math.min(everyMs, (await work()) ?? everyMs);
    } catch (error) {
      if (!signal.aborted && !(error instanceof LostLeadership)) logger.error(error);
    }
    await wakeUp.wait(pauseMs, signal);
  }
}
