import { StringDecoder } from 'node:string_decoder';

const LINE_LIMIT = 64 * 1024;
const CUT = ' … (line cut)';

/**
 * Turns the bytes of one stream into whole lines. Progress bars that repaint a line (CR) end as their last state, NUL
 * (which PostgreSQL cannot keep) is dropped, and what goes beyond 64 KiB of a line is cut.
 */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';
  private isCut = false;

  push(chunk: Buffer): string[] {
    const parts = this.decoder.write(chunk).split('\n');
    const lines: string[] = [];
    for (const [index, part] of parts.entries()) {
      this.append(part);
      if (index < parts.length - 1) lines.push(this.take());
    }
    return lines;
  }

  /** What stands after the last line end. */
  end(): string[] {
    this.append(this.decoder.end());
    return this.rest === '' ? [] : [this.take()];
  }

  private append(part: string): void {
    if (this.isCut) return;
    this.rest = lastPainted(this.rest + part);
    if (this.rest.length <= LINE_LIMIT) return;
    this.rest = this.rest.slice(0, LINE_LIMIT) + CUT;
    this.isCut = true;
  }

  private take(): string {
    const line = lastPainted(this.rest).replace(/\r$/, '').replaceAll('\0', '');
    this.rest = '';
    this.isCut = false;
    return line;
  }
}

// a CR at the very end may be half of CRLF
function lastPainted(text: string): string {
  const end = text.endsWith('\r') ? text.length - 2 : text.length;
  const from = end < 0 ? -1 : text.lastIndexOf('\r', end);
  return from === -1 ? text : text.slice(from + 1);
}
