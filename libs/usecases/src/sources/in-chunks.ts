/** The same bytes in pieces of `size`, the last one shorter. */
export async function* inChunks(bytes: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  for await (const piece of bytes) {
    parts.push(piece);
    length += piece.length;
    if (length < size) continue;
    const whole = Buffer.concat(parts);
    const rest = whole.length % size;
    for (let at = 0; at < whole.length - rest; at += size) yield whole.subarray(at, at + size);
    parts = rest > 0 ? [whole.subarray(whole.length - rest)] : [];
    length = rest;
  }
  if (length > 0) yield Buffer.concat(parts);
}
