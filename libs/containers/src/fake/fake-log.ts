import type { LogLine, LogOptions } from '../log-line.js';
import { FakeSignal } from './fake-signal.js';

/** Output of a fake container: lines so far, and a wake-up for followers. */
export class FakeLog {
  readonly #lines: LogLine[] = [];
  readonly #grown = new FakeSignal();
  #isEnded = false;

  write(stream: LogLine['stream'], text: string, at: string): void {
    this.#lines.push({ at, stream, text });
    this.#grown.give();
  }

  end(): void {
    this.#isEnded = true;
    this.#grown.give();
  }

  reopen(): void {
    this.#isEnded = false;
  }

  async *read({ since = '', tail, follow, signal }: LogOptions): AsyncGenerator<LogLine> {
    const known = this.#lines.filter((line) => line.at > since);
    let next = this.#lines.length - Math.min(known.length, tail ?? known.length);
    while (!signal?.aborted) {
      for (; next < this.#lines.length && !signal?.aborted; next += 1) yield this.#lines[next]!;
      if (!follow || this.#isEnded || signal?.aborted) return;
      await this.#grown.next(signal);
    }
  }
}
