import type { LogCursor } from '@jujube/database/log-cursors/log-cursors.js';

type Position = Pick<LogCursor, 'at' | 'repeats'>;

/** Passes every line of a dyno once, however often its output is read again from an earlier point. */
export class LineFilter {
  /** lines of exactly the position's time that came since reading started */
  private seen = 0;

  constructor(private position: Position | null) {}

  /** From where the output has to be read, so that lines of the very same time are not missed. */
  get since(): string | undefined {
    return this.position ? justBefore(this.position.at) : undefined;
  }

  /** To be called when reading starts again at `since`. */
  restart(): void {
    this.seen = 0;
  }

  /** The position after this line, or null when the line is known already. */
  next(at: string): Position | null {
    const isSameTime = this.position?.at === at;
    this.seen = isSameTime ? this.seen + 1 : 1;
    if (isSameTime && this.seen <= (this.position?.repeats ?? 0)) return null;
    return (this.position = { at, repeats: this.seen });
  }
}

/** One nanosecond earlier; times are RFC 3339 in UTC with up to nine decimals. */
export function justBefore(at: string): string {
  const [whole = '', fraction = ''] = at.replace(/Z$/, '').split('.');
  const nanos = BigInt(Date.parse(`${whole}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0')) - 1n;
  const seconds = new Date(Number(nanos / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${(nanos % 1_000_000_000n).toString().padStart(9, '0')}Z`;
}
