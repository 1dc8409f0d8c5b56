import type { LogLine } from '../log-line.js';
import type { Frame } from './read-frames.js';

const LINE_LIMIT_BYTES = 64 * 1024;
const NEWLINE = 0x0a;
const SPACE = 0x20;
// 2026-11-20T11:38:15.657064000Z, or with an offset
const STAMP_LIMIT_BYTES = 40;

/**
 * Makes lines of frames of which each starts with a time stamp. The engine cuts long lines into frames of the same time
 * without a line end; they are joined again, up to 64 KiB.
 */
export class LogLineReader {
  readonly #open = new Map<LogLine['stream'], OpenLine>();

  /** Lines that this frame ends. */
  read(frame: Frame): LogLine[] {
    const { at, text } = splitStamp(frame.payload);
    const line = this.#open.get(frame.stream) ?? new OpenLine(at, frame.stream);
    const isEnd = text.at(-1) === NEWLINE;
    line.append(isEnd ? text.subarray(0, -1) : text);
    if (isEnd) this.#open.delete(frame.stream);
    else this.#open.set(frame.stream, line);
    return isEnd ? [line.finished()] : [];
  }

  /** What was said without a line end before the container ended. */
  rest(): LogLine[] {
    return [...this.#open.values()].map((line) => line.finished());
  }
}

class OpenLine {
  readonly #parts: Buffer[] = [];
  #size = 0;

  constructor(
    private readonly at: string,
    private readonly stream: LogLine['stream'],
  ) {}

  append(part: Buffer): void {
    const room = Math.max(0, LINE_LIMIT_BYTES - this.#size);
    this.#size += part.length;
    if (room > 0) this.#parts.push(part.subarray(0, room));
  }

  finished(): LogLine {
    const text = Buffer.concat(this.#parts).toString().replace(/\r$/, '');
    const cut = this.#size > LINE_LIMIT_BYTES ? ` … [${this.#size - LINE_LIMIT_BYTES} bytes cut]` : '';
    return { at: this.at, stream: this.stream, text: text + cut };
  }
}

function splitStamp(payload: Buffer): { at: string; text: Buffer } {
  const space = payload.indexOf(SPACE);
  if (space < 0 || space > STAMP_LIMIT_BYTES) throw new Error('the engine sent a log line without its time');
  return { at: payload.subarray(0, space).toString(), text: payload.subarray(space + 1) };
}
