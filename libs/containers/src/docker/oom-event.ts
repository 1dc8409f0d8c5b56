import type { OurContainer } from '../our-container.js';
import type { DockerHttp } from './docker-http.js';
import { readNdjson } from './ndjson.js';

// seen to come up to 0.2 s after the end of its container on a busy machine
const LATEST_AFTER_END_MS = 2_000;

/**
 * Whether the engine reported that this ended container ran out of memory. The answer is there at once, except within 2 s
 * of the container's end (by the engine's clock), where the report may still come. An engine keeps its last 256 events.
 */
export async function hasOomEvent(
  http: DockerHttp,
  { id, startedAt, finishedAt }: OurContainer,
  { operation, readMs }: { operation: string; readMs: number },
): Promise<boolean> {
  if (!startedAt || !finishedAt) return false;
  const since = startedAt.getTime() / 1_000;
  const until = (finishedAt.getTime() + LATEST_AFTER_END_MS) / 1_000;
  const filters = JSON.stringify({ type: ['container'], container: [id], event: ['oom'] });
  const source = await http.stream({
    operation,
    method: 'GET',
    path: '/events',
    query: { since, until, filters },
    lane: 'read',
    signal: AbortSignal.timeout(LATEST_AFTER_END_MS + readMs),
    deadlineMs: readMs,
  });
  try {
    for await (const _event of readNdjson(source)) return true;
    return false;
  } finally {
    source.destroy();
  }
}
