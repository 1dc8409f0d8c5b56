import type { Frame } from './read-frames.js';

const NEWLINE = 0x0a;
const HELD_LIMIT_BYTES = 128 * 1024;

/** A terminal's log comes as one run of bytes: makes it one frame per line, as for a container without a terminal. */
export async function* splitTerminalLines(frames: AsyncIterable<Frame>): AsyncGenerator<Frame> {
  let held = Buffer.alloc(0);
  for await (const { payload } of frames) {
    held = Buffer.concat([held, payload]);
    for (let end = held.indexOf(NEWLINE); end >= 0; end = held.indexOf(NEWLINE)) {
      yield { stream: 'stdout', payload: held.subarray(0, end + 1) };
      held = held.subarray(end + 1);
    }
    if (held.length > HELD_LIMIT_BYTES) held = held.subarray(0, HELD_LIMIT_BYTES);
  }
  if (held.length > 0) yield { stream: 'stdout', payload: held };
}
