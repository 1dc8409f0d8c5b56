import fc from 'fast-check';
import { LineSplitter } from './line-splitter.js';

function linesOf(...chunks: (string | Buffer)[]): string[] {
  const splitter = new LineSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(Buffer.from(chunk))), ...splitter.end()];
}

describe('LineSplitter', () => {
  it('joins what arrives in pieces, also inside a character', () => {
    const snow = Buffer.from('sn☃w');
    expect(linesOf('a', 'b\nc', snow.subarray(0, 3), snow.subarray(3), '\n')).toEqual(['ab', 'csn☃w']);
  });

  it('keeps the last state of a repainted line and understands CRLF', () => {
    expect(linesOf('10%\r20%\r', '30%\ndone\r\nend\r')).toEqual(['30%', 'done', 'end']);
    expect(linesOf('one\r', '\ntwo')).toEqual(['one', 'two']);
  });

  it('keeps colours and drops NUL', () => {
    expect(linesOf('\u001b[31mred\u001b[0m\0!\n')).toEqual(['\u001b[31mred\u001b[0m!']);
  });

  it('cuts a line that does not end and goes on with the next', () => {
    const [long, next] = linesOf('x'.repeat(200_000), 'y'.repeat(10), '\nnext');
    expect(long).toHaveLength(64 * 1024 + ' … (line cut)'.length);
    expect(next).toBe('next');
  });

  it('gives the same lines however the bytes are cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', 'é'), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), (whole, size) => {
        const bytes = Buffer.from(whole);
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        expect(linesOf(...pieces)).toEqual(linesOf(whole));
      }),
    );
  });
});
