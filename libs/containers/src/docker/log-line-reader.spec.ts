import { Readable } from 'node:stream';
import fc from 'fast-check';
import { LogLineReader } from './log-line-reader.js';
import { readFrames } from './read-frames.js';
import { splitTerminalLines } from './split-terminal-lines.js';

const AT = '2026-11-20T11:38:15.657064000Z';

describe('log lines', () => {
  it('come out the same however the bytes are cut on the way', async () => {
    const texts = fc.array(fc.record({ stream: fc.constantFrom(1, 2), text: fc.string({ unit: 'binary' }) }), {
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 1, max: 50 }), async (lines, size) => {
        const clean = lines.map(({ stream, text }) => ({ stream, text: text.replace(/[\r\n]/g, '') }));
        const bytes = Buffer.concat(clean.map(({ stream, text }) => frame(stream, `${AT} ${text}\n`)));
        const read = await linesOf(inPieces(bytes, size));
        expect(read).toEqual(
          clean.map(({ stream, text }) => ({ at: AT, stream: stream === 2 ? 'stderr' : 'stdout', text })),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('are joined where the engine cut them, also in the middle of a character', async () => {
    const word = Buffer.from('grüß');
    const parts = [word.subarray(0, 3), word.subarray(3)].map((part) => Buffer.concat([Buffer.from(`${AT} `), part]));
    const bytes = Buffer.concat([
      rawFrame(1, parts[0]!),
      frame(2, `${AT} between\n`),
      rawFrame(1, parts[1]!),
      frame(1, `${AT} dich\n`),
    ]);
    const texts = (await linesOf(Readable.from([bytes]))).map((line) => line.text);
    expect(texts).toEqual(['between', 'grüßdich']);
  });

  it('are cut at 64 KiB, and say so', async () => {
    const frames = Array.from({ length: 5 }, () => frame(1, `${AT} ${'x'.repeat(16_384)}`));
    const [line] = await linesOf(Readable.from([...frames, frame(1, `${AT} \n`)]));
    expect(line?.text).toBe(`${'x'.repeat(65_536)} … [16384 bytes cut]`);
  });

  it('come without an end when the container ended in the middle', async () => {
    expect(await linesOf(Readable.from([frame(1, `${AT} half`)]))).toMatchObject([{ text: 'half' }]);
  });

  it('of a terminal have no frames', async () => {
    const bytes = Buffer.from(`${AT} one\r\n${AT} two\r\n`);
    const reader = new LogLineReader();
    const texts: string[] = [];
    for await (const each of splitTerminalLines(readFrames(inPieces(bytes, 7), true))) {
      texts.push(...reader.read(each).map((line) => line.text));
    }
    expect(texts).toEqual(['one', 'two']);
  });

  it('fail when the stream breaks off or is no such stream', async () => {
    await expect(linesOf(Readable.from([frame(1, `${AT} x\n`).subarray(0, 12)]))).rejects.toThrow('broke off');
    await expect(linesOf(Readable.from([Buffer.from('<html>not frames')]))).rejects.toThrow('not framed');
  });
});

async function linesOf(source: Readable) {
  const reader = new LogLineReader();
  const lines = [];
  for await (const each of readFrames(source, false)) lines.push(...reader.read(each));
  return [...lines, ...reader.rest()];
}

const frame = (stream: number, text: string) => rawFrame(stream, Buffer.from(text));

function rawFrame(stream: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
}

function inPieces(bytes: Buffer, size: number): Readable {
  const count = Math.ceil(bytes.length / size);
  return Readable.from(Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size)));
}
