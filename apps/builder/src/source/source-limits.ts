import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BuildFailure } from '../run/build-failure.js';

export const MOST_FILES = 100_000;
const LOOK_EVERY_MS = 500;
const MIB = 1024 * 1024;

/** Runs `work` with a signal that aborts once `directory` holds more than a source may, and fails with that reason. */
export async function withinSizeLimit<T>(
  directory: { path: string; mostMib: number; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const tooLarge = new AbortController();
  const signal = AbortSignal.any([directory.signal, tooLarge.signal]);
  const watching = watch(directory, stop.signal).catch((error: unknown) => tooLarge.abort(error));
  try {
    const result = await work(signal);
    await assertSize(directory.path, directory.mostMib);
    return result;
  } finally {
    stop.abort();
    await watching;
  }
}

async function watch({ path, mostMib }: { path: string; mostMib: number }, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    await assertSize(path, mostMib);
    await delay(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function assertSize(path: string, mostMib: number): Promise<void> {
  const { bytes, files } = await measure(path);
  if (bytes > mostMib * MIB) throw sourceTooLarge(`more than ${mostMib} MiB`);
  // git keeps files of its own beside the tree
  if (files > MOST_FILES + 1_000) throw sourceTooLarge(`more than ${MOST_FILES} files`);
}

export function sourceTooLarge(what: string): BuildFailure {
  return new BuildFailure('source_too_large', `The source has ${what}. Keep generated files out of the repository.`);
}

// files come and go while git works
async function measure(path: string): Promise<{ bytes: number; files: number }> {
  const sum = { bytes: 0, files: 0 };
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const child = join(path, entry.name);
    const part = entry.isDirectory() ? await measure(child) : { bytes: await sizeOf(child), files: 1 };
    sum.bytes += part.bytes;
    sum.files += part.files;
    if (sum.files > 2 * MOST_FILES) return sum;
  }
  return sum;
}

async function sizeOf(path: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  return found?.size ?? 0;
}
