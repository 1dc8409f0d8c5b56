import type { Readable } from 'node:stream';

const HEADER_BYTES = 8;
const STDERR = 2;
const FRAME_LIMIT_BYTES = 16 * 1024 * 1024;

export interface Frame {
  stream: 'stdout' | 'stderr';
  payload: Buffer;
}

/**
 * Takes the engine's multiplexed output apart (Docker API, 'stream format': 1 byte stream, 3 zero, 4 length). Reads no
 * further than it is read, so a slow reader slows the source. A terminal's output has no frames: pass `tty`.
 */
export async function* readFrames(source: Readable, tty: boolean): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of source as AsyncIterable<Buffer>) {
    if (tty) {
      yield { stream: 'stdout', payload: chunk };
      continue;
    }
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let frame = firstFrame(rest); frame; frame = firstFrame(rest)) {
      rest = rest.subarray(HEADER_BYTES + frame.payload.length);
      if (frame.payload.length > 0) yield frame;
    }
  }
  if (rest.length > 0) throw Object.assign(new Error('the output broke off in the middle'), { code: 'ECONNRESET' });
}

function firstFrame(bytes: Buffer): Frame | null {
  if (bytes.length < HEADER_BYTES) return null;
  const length = bytes.readUInt32BE(4);
  if (bytes[0]! > STDERR || bytes.readUIntBE(1, 3) !== 0 || length > FRAME_LIMIT_BYTES) {
    throw new Error('the engine sent output that is not framed');
  }
  if (bytes.length < HEADER_BYTES + length) return null;
  const stream = bytes[0] === STDERR ? 'stderr' : 'stdout';
  return { stream, payload: bytes.subarray(HEADER_BYTES, HEADER_BYTES + length) };
}
