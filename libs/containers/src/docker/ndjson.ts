import type { Readable } from 'node:stream';

const LINE_LIMIT_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;

/** Reads one JSON object per line; fails on a line that is not JSON, on one above 1 MiB, and when the stream breaks off. */
export async function* readNdjson(source: Readable): AsyncGenerator<Record<string, unknown>> {
  let rest = Buffer.alloc(0);
  for await (const chunk of source as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const line = Buffer.concat([rest, chunk.subarray(from, end)]).toString();
      rest = Buffer.alloc(0);
      from = end + 1;
      if (line.trim() !== '') yield parseLine(line);
    }
    rest = Buffer.concat([rest, chunk.subarray(from)]);
    if (rest.length > LINE_LIMIT_BYTES) throw new Error('the engine sent a line of more than 1 MiB');
  }
  if (rest.toString().trim() !== '') yield parseLine(rest.toString());
}

function parseLine(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch (cause) {
    throw new Error(`the engine sent a line that is not JSON: '${line.slice(0, 80)}'`, { cause });
  }
}
