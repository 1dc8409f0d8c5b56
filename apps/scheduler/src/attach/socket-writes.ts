import type { Readable, Writable } from 'node:stream';

/** Writes all that a stream gives, no faster than the other end takes it; stops without an error when that is gone. */
export async function passOn(source: Readable, to: Writable, wrap: (chunk: Buffer) => Buffer): Promise<void> {
  for await (const chunk of source) {
    if (to.destroyed || to.writableEnded) return;
    if (!to.write(wrap(chunk as Buffer))) await drained(to);
  }
}

async function drained(stream: Writable): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      for (const event of ['drain', 'close', 'error']) stream.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) stream.on(event, done);
  });
}
