import type { BuildContainer } from '../container/build-container.js';
import { BuildFailure } from './build-failure.js';

const LOOK_EVERY_MS = 10_000;
const MIB = 1024 * 1024;

/** Runs `work` with a signal that aborts before a build fills the disk that the apps of its host live on. */
export async function whileDiskHasRoom<T>(
  container: BuildContainer,
  limit: { leastMib: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const full = new AbortController();
  const stop = new AbortController();
  const look = async () => {
    const freeMib = await freeMibOf(container, AbortSignal.any([limit.signal, stop.signal])).catch(() => Infinity);
    if (freeMib < limit.leastMib) full.abort(failure(freeMib, limit.leastMib));
  };
  void look();
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  try {
    return await work(AbortSignal.any([limit.signal, full.signal]));
  } catch (error) {
    full.signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(timer);
    stop.abort();
  }
}

async function freeMibOf(container: BuildContainer, signal: AbortSignal): Promise<number> {
  const { stdout } = await container.ask(['stat', '--file-system', '--format=%a %S', '/var/lib/containers'], {
    signal,
  });
  const [blocks, size] = stdout.trim().split(' ').map(Number);
  return ((blocks ?? Infinity) * (size ?? Infinity)) / MIB;
}

function failure(freeMib: number, leastMib: number): BuildFailure {
  const state = `its host has ${Math.round(freeMib)} MiB of disk left, and ${leastMib} MiB belong to its apps`;
  return new BuildFailure(
    'disk_full',
    `The build was ended because ${state}. Make its image smaller, or the disk larger.`,
  );
}
