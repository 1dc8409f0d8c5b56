/**
 * Runs `work` with a signal that aborts with the parent's reason, or with `failure()` when the time is up. Whatever the work
 * throws after an abort, the reason of the abort is what comes out.
 */
export async function withLimit<T>(
  parent: AbortSignal,
  limit: { ms: number; failure: () => Error },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(limit.failure()), limit.ms);
  return withReason(AbortSignal.any([parent, late.signal]), work).finally(() => clearTimeout(timer));
}

/** As withLimit, without a time of its own. */
export async function withReason<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  try {
    return await Promise.race([work(signal), aborted(signal)]);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}
