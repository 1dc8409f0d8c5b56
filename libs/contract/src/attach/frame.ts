/**
 * What goes over a connection to an attach relay, once the client has sent `SECRET jujube-frames\r\n`: frames both ways, each
 * of one byte kind, four bytes length (big endian) and the payload. A client that sends `SECRET\r\n` alone speaks
 * Heroku's rendezvous protocol instead: a line `rendezvous\r\n`, then bytes as they come.
 */
export const FRAMES = 'jujube-frames';

export const FRAME = {
  /** to the process */
  stdin: 0,
  /** from it */
  stdout: 1,
  stderr: 2,
  /** columns and rows, two bytes each */
  resize: 3,
  /** no more input; no payload */
  endOfInput: 4,
  /** it runs, and what follows is its output; no payload */
  attached: 5,
  /** the last one: four bytes with the exit status */
  exit: 6,
  /** the last one: why it did not run, or not to its end */
  failure: 7,
} as const;

export type FrameKind = (typeof FRAME)[keyof typeof FRAME];

export interface Frame {
  kind: FrameKind;
  payload: Buffer;
}

const HEAD_BYTES = 5;
export const MOST_FRAME_BYTES = 1024 * 1024;

const KINDS: ReadonlySet<number> = new Set(Object.values(FRAME));

export function encodeFrame(kind: FrameKind, payload: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt8(kind, 0);
  head.writeUInt32BE(payload.length, 1);
  return Buffer.concat([head, payload]);
}

export function encodeSize({ columns, rows }: { columns: number; rows: number }): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeUInt16BE(Math.min(columns, 0xffff), 0);
  payload.writeUInt16BE(Math.min(rows, 0xffff), 2);
  return encodeFrame(FRAME.resize, payload);
}

export function encodeExit(exitCode: number): Buffer {
  const payload = Buffer.alloc(4);
  payload.writeInt32BE(exitCode);
  return encodeFrame(FRAME.exit, payload);
}

/** Frames out of chunks that end anywhere. Throws RangeError on what is no frame, or a too long one. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);

  read(chunk: Buffer): Frame[] {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const frames: Frame[] = [];
    for (let frame = this.next(); frame !== null; frame = this.next()) frames.push(frame);
    return frames;
  }

  private next(): Frame | null {
    if (this.rest.length < HEAD_BYTES) return null;
    const kind = this.rest.readUInt8(0);
    const length = this.rest.readUInt32BE(1);
    if (!KINDS.has(kind)) throw new RangeError(`there is no frame of kind ${kind}`);
    if (length > MOST_FRAME_BYTES) throw new RangeError(`a frame of ${length} bytes is too long`);
    if (this.rest.length < HEAD_BYTES + length) return null;
    const payload = this.rest.subarray(HEAD_BYTES, HEAD_BYTES + length);
    this.rest = this.rest.subarray(HEAD_BYTES + length);
    return { kind: kind as FrameKind, payload };
  }
}
