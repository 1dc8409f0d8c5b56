import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { OutputLine } from '@jujube/database/task-runs/task-output.js';

const FLUSH_MS = 500;
const MOST_BYTES = 1024 * 1024;

/**
 * Reads all that a container prints, from its beginning to its end, and hands it on every half second. Of what is more than
 * 1 MiB only the first is kept, and the last line says so.
 */
export async function readOutput(
  engine: ContainerEngine,
  containerId: string,
  to: { write(lines: readonly OutputLine[]): Promise<void>; signal: AbortSignal },
): Promise<void> {
  let waiting: OutputLine[] = [];
  let left = MOST_BYTES;
  let writing = Promise.resolve();
  const flush = () => {
    const lines = waiting;
    waiting = [];
    if (lines.length > 0) writing = writing.then(() => to.write(lines));
    // whoever waits for the reading hears of it
    writing.catch(() => undefined);
  };
  const timer = setInterval(flush, FLUSH_MS);
  try {
    for await (const { stream, text } of engine.logs(containerId, { follow: true, signal: to.signal })) {
      left -= Buffer.byteLength(text) + 1;
      if (left > 0) waiting.push({ stream, text });
      else {
        waiting.push({ stream, text: '(more than 1 MiB of output: the rest is not kept)' });
        break;
      }
    }
  } finally {
    clearInterval(timer);
    flush();
    await writing;
  }
}
