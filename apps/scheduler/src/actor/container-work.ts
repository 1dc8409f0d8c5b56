import { Injectable, Logger } from '@nestjs/common';
import { isEngineError } from '@jujube/containers/engine-error.js';
import { LostLeadership } from '@jujube/database/leaders/lost-leadership.js';
import type { DynoEntity } from '@jujube/database/dynos/dyno.entity.js';
import { aborted } from '../aborted.js';
import { crashpoint } from '../crashpoint.js';
import { DynoJournal } from '../dyno-journal.js';
import type { LeaderPart } from '../leader/leader-part.js';
import { LiveDynos } from '../live-dynos.js';
import { Turnstile } from '../turnstile.js';
import { containerName } from './dyno-container.js';
import { DynoStarter } from './dyno-starter.js';
import { DynoStopper } from './dyno-stopper.js';
import { RetryTimes } from './retry-times.js';

// the engine takes four calls at once and more would not make it faster; two more here, so that it never waits for our books
const STARTS_PER_HOST = 6;
const STOPS_PER_HOST = 8;
const TRIES = 5;

/**
 * Does what the dynos' rows ask for: a `placed` one needs a container, a `stopping` one must lose it. Each host has a queue
 * of its own, so that a dead one delays nobody else.
 */
@Injectable()
export class ContainerWork implements LeaderPart {
  private readonly logger = new Logger('containers');
  private readonly running = new Map<string, Promise<void>>();
  private readonly retries = new RetryTimes();
  private readonly turnstiles = new Map<string, Turnstile>();
  private term: AbortSignal = AbortSignal.abort();

  constructor(
    private readonly starter: DynoStarter,
    private readonly stopper: DynoStopper,
    private readonly journal: DynoJournal,
    private readonly liveDynos: LiveDynos,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    this.term = signal;
    await aborted(signal);
    await Promise.all(this.running.values());
    this.turnstiles.clear();
  }

  /** Takes up whatever the given rows ask for and is not under way or waiting for its next try. */
  takeUp(dynos: readonly DynoEntity[]): void {
    this.retries.keepOnly(new Set(dynos.map((dyno) => dyno.id)));
    for (const dyno of dynos) {
      const isAsked = dyno.state === 'placed' || dyno.state === 'stopping';
      if (isAsked && !this.running.has(dyno.id) && this.retries.isDue(dyno.id) && !this.term.aborted) this.begin(dyno);
    }
  }

  private begin(dyno: DynoEntity): void {
    const kind = dyno.state === 'placed' ? 'start' : 'stop';
    const work = this.turnstileOf(dyno.hostId, kind)
      .pass(() => this.attempt(dyno, this.term))
      .finally(() => this.running.delete(dyno.id));
    this.running.set(dyno.id, work);
  }

  private async attempt(dyno: DynoEntity, term: AbortSignal): Promise<void> {
    // the row may have moved on while the work waited for its turn
    if (term.aborted || this.liveDynos.get(dyno.id)?.state !== dyno.state) return;
    try {
      await (dyno.state === 'placed' ? this.start(dyno, term) : this.stop(dyno, term));
      this.retries.succeeded(dyno.id);
    } catch (error) {
      if (!term.aborted && !(error instanceof LostLeadership)) await this.failed(dyno, error);
    }
  }

  private async start(dyno: DynoEntity, term: AbortSignal): Promise<void> {
    const containerId = await this.starter.start(dyno, term);
    term.throwIfAborted();
    await this.journal.started(dyno, containerId);
  }

  private async stop(dyno: DynoEntity, term: AbortSignal): Promise<void> {
    crashpoint('drained');
    const exitCode = await this.stopper.stop(dyno);
    term.throwIfAborted();
    crashpoint('old_removed');
    await this.journal.stopped(dyno, exitCode);
  }

  private async failed(dyno: DynoEntity, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    const { pauseMs, count } = this.retries.failed(dyno.id);
    try {
      if (dyno.state === 'placed' && isHopeless(error, count)) {
        await this.journal.ended(dyno, { reason: `Cannot start: ${reason}`, exitCode: null });
      } else {
        this.logger.warn(`${containerName(dyno)}: ${reason}; next try in ${pauseMs} ms`);
        await this.journal.noted(dyno, reason);
      }
    } catch (again) {
      // the row says what it said before, so the next look takes the work up again
      if (!(again instanceof LostLeadership)) this.logger.error(again);
    }
  }

  private turnstileOf(hostId: string, kind: 'start' | 'stop'): Turnstile {
    const key = `${kind} ${hostId}`;
    const known = this.turnstiles.get(key);
    const turnstile = known ?? new Turnstile(kind === 'start' ? STARTS_PER_HOST : STOPS_PER_HOST);
    if (!known) this.turnstiles.set(key, turnstile);
    return turnstile;
  }
}

// what will not pass is given up at once; a host that does not answer is its watch's business
function isHopeless(error: unknown, count: number): boolean {
  if (!isEngineError(error) || error.kind === 'timeout' || error.kind === 'unreachable') return false;
  return !error.retryable || count >= TRIES;
}
