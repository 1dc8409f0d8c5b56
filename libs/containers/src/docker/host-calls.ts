import { EngineError, isEngineError } from '../engine-error.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { Lane } from './lane.js';
import { translateError } from './translate-error.js';

const CREATES_AT_ONCE = 4;
const READS_AT_ONCE = 16;

export interface HostCall {
  operation: string;
  deadlineMs: number;
  /** `create` and `read` share few places; the rest goes at once. */
  lane?: 'create' | 'read';
  /** The caller's own wish to give up. */
  signal?: AbortSignal;
  /** A long wait that ends by its deadline says nothing about the host. */
  isLongWait?: boolean;
}

/** Every call to one host goes through here: lane, circuit breaker, deadline, typed error. */
export class HostCalls {
  readonly #breaker = new CircuitBreaker();
  readonly #noted = new WeakSet<Error>();
  readonly #lanes = { create: new Lane(CREATES_AT_ONCE), read: new Lane(READS_AT_ONCE) };

  /** @param onMiss called when the host did not answer, so that dead connections can be dropped */
  constructor(
    private readonly host: { name: string },
    private readonly options: { queueMs: number; onMiss: () => void },
  ) {}

  /** Runs `work`, whose signal aborts with the deadline; what comes later is thrown away. */
  async run<T>(call: HostCall, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.#refuse(call, this.#breaker.waitMs());
    const leave = call.lane ? await this.#enter(call, this.#lanes[call.lane]) : () => {};
    try {
      this.#refuse(call, this.#breaker.admit());
      const result = await this.#race(call, work);
      this.#breaker.answered();
      return result;
    } catch (error) {
      throw this.#note(call, error);
    } finally {
      leave();
    }
  }

  async #enter(call: HostCall, lane: Lane): Promise<() => void> {
    const leave = await lane.enter(this.options.queueMs);
    if (leave) return leave;
    throw this.#error(call, 'timeout', 'waited too long behind other calls to this host; it is overloaded');
  }

  #refuse(call: HostCall, waitMs: number): void {
    if (waitMs === 0) return;
    const message = `the host missed several calls in a row; next try in ${Math.ceil(waitMs / 1000)} s`;
    throw new FailedAtOnce({ kind: 'unreachable', host: this.host.name, operation: call.operation, message });
  }

  async #race<T>(call: HostCall, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const late = new AbortController();
    const signal = call.signal ? AbortSignal.any([late.signal, call.signal]) : late.signal;
    let stop = () => {};
    const given = new Promise<never>((_, reject) => {
      const timer = setTimeout(() => {
        reject(this.#error(call, 'timeout', `no answer within ${call.deadlineMs / 1000} s`));
        late.abort();
      }, call.deadlineMs);
      const giveUp = () => reject(call.signal?.reason);
      if (call.signal?.aborted) giveUp();
      call.signal?.addEventListener('abort', giveUp);
      stop = () => {
        clearTimeout(timer);
        call.signal?.removeEventListener('abort', giveUp);
      };
    });
    return Promise.race([work(signal), given]).finally(() => stop());
  }

  #note(call: HostCall, error: unknown): unknown {
    if (call.signal?.aborted || error instanceof FailedAtOnce || this.#isNoted(error)) return error;
    const translated = translateError(error, { host: this.host.name, operation: call.operation });
    if (isEngineError(translated, 'unreachable', 'tls', 'host_key') || this.#isMissedDeadline(call, translated)) {
      this.#breaker.missed();
      this.options.onMiss();
    } else if (isEngineError(translated)) {
      this.#breaker.answered();
    }
    if (translated instanceof Error) this.#noted.add(translated);
    return translated;
  }

  // calls within calls: one failure is one miss
  #isNoted(error: unknown): boolean {
    return error instanceof Error && this.#noted.has(error);
  }

  #isMissedDeadline(call: HostCall, error: unknown): boolean {
    return !call.isLongWait && isEngineError(error, 'timeout');
  }

  #error(call: HostCall, kind: 'timeout', message: string): EngineError {
    return new EngineError({ kind, host: this.host.name, operation: call.operation, message });
  }
}

// not one more miss: the host was not asked
class FailedAtOnce extends EngineError {}
