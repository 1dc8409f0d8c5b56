import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import type { OutputLine } from '@jujube/database/task-runs/task-output.js';

const FLUSH_MS = 500;

interface OutputSink {
  write(lines: readonly OutputLine[]): Promise<void>;
  signal: AbortSignal;
  /** so many lines are known already */
  skip: number;
  mostBytes: number;
}

/**
 * Reads all that a container prints, from its beginning to its end, and hands it on every half second. Of more than
 * `mostBytes` only the first is kept, and the last line says so.
 */
export async function readOutput(engine: ContainerEngine, containerId: string, to: OutputSink): Promise<void> {
  let waiting: OutputLine[] = [];
  let left = to.mostBytes;
  let { skip } = to;
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
    for await (const { stream, text, at } of engine.logs(containerId, { follow: true, signal: to.signal })) {
      left -= Buffer.byteLength(text) + 1;
      if (skip > 0) skip -= 1;
      else if (left > 0) waiting.push({ stream, text, at });
      else {
        const mib = to.mostBytes / 1024 / 1024;
        waiting.push({ stream, at, text: `(more than ${mib} MiB of output: the rest is not kept)` });
        break;
      }
    }
  } finally {
    clearInterval(timer);
    flush();
    await writing;
  }
}
