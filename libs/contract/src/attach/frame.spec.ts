import fc from 'fast-check';
import { encodeFrame, FRAME, FrameReader, MOST_FRAME_BYTES, type FrameKind } from './frame.js';

const frame = fc.record({
  kind: fc.constantFrom<FrameKind>(...Object.values(FRAME)),
  payload: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
});

describe('frames', () => {
  it('arrive as they were sent, wherever the chunks end', () => {
    fc.assert(
      fc.property(fc.array(frame), fc.array(fc.integer({ min: 1, max: 30 })), (frames, sizes) => {
        const bytes = Buffer.concat(frames.map(({ kind, payload }) => encodeFrame(kind, payload)));
        const reader = new FrameReader();
        const read = chunksOf(bytes, sizes).flatMap((chunk) => reader.read(chunk));
        expect(read).toEqual(frames);
      }),
    );
  });

  it('of no kind or of a great length end the reading', () => {
    expect(() => new FrameReader().read(Buffer.from([9, 0, 0, 0, 0]))).toThrow(/no frame of kind 9/);
    const head = encodeFrame(FRAME.stdin);
    head.writeUInt32BE(MOST_FRAME_BYTES + 1, 1);
    expect(() => new FrameReader().read(head)).toThrow(/too long/);
  });
});

function chunksOf(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let rest = bytes;
  for (const size of sizes) {
    chunks.push(rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  return [...chunks, rest];
}
