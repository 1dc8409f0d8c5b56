import { setTimeout as delay } from 'node:timers/promises';
import type { ContainerEngine } from '@jujube/containers/container-engine.js';
import { HostLost } from '../run/build-failure.js';

const PING_EVERY_MS = 4_000;
const SILENCES = 3;

/**
 * Runs `work` with a signal that aborts when its host falls silent: a connection to a host that lost its power stays open
 * for minutes and says nothing.
 */
export async function whileHostAnswers<T>(
  engine: ContainerEngine,
  parent: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const done = new AbortController();
  void watch(engine, done.signal).catch((cause: unknown) => lost.abort(new HostLost(engine.host.name, { cause })));
  try {
    return await work(AbortSignal.any([parent, lost.signal]));
  } finally {
    done.abort();
  }
}

async function watch(engine: ContainerEngine, done: AbortSignal): Promise<void> {
  for (let silences = 0; !done.aborted;) {
    await delay(PING_EVERY_MS, undefined, { signal: done }).catch(() => undefined);
    if (done.aborted) return;
    const problem = await engine.ping().then(
      () => null,
      (error: unknown) => error,
    );
    silences = problem ? silences + 1 : 0;
    if (silences === SILENCES) throw problem;
  }
}
