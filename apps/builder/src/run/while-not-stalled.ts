import type { BuildOutput } from '../output/build-output.js';
import { BuildFailure } from './build-failure.js';

/** Runs `work` with a signal that aborts once nothing was printed for a while: a build that hangs is not worth its place. */
export async function whileNotStalled<T>(
  output: BuildOutput,
  limit: { stallMs: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stalled = new AbortController();
  const look = setInterval(
    () => {
      if (Date.now() - output.lastWrittenAtMs > limit.stallMs) stalled.abort(stallOf(limit.stallMs));
    },
    Math.min(5_000, limit.stallMs / 4),
  );
  try {
    return await work(AbortSignal.any([limit.signal, stalled.signal]));
  } catch (error) {
    stalled.signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(look);
  }
}

function stallOf(stallMs: number): BuildFailure {
  return new BuildFailure(
    'build_stalled',
    `The build printed nothing for ${Math.round(stallMs / 1000)} seconds. Does a command wait for input?`,
  );
}
