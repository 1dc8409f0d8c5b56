import type { JobHandler } from './job-handler.js';
import { QUEUE_OF, type JobKind } from './jobs.js';

/** Every kind has exactly one handler, or the process does not start: work without one would wait for ever. */
export function handlersByKind(handlers: readonly JobHandler[]): ReadonlyMap<JobKind, JobHandler> {
  const byKind = new Map<JobKind, JobHandler>();
  for (const handler of handlers) {
    if (byKind.has(handler.kind)) throw new Error(`two handlers for jobs of kind '${handler.kind}': remove one`);
    byKind.set(handler.kind, handler);
  }
  const missing = (Object.keys(QUEUE_OF) as JobKind[]).filter((kind) => !byKind.has(kind));
  if (missing.length > 0) throw new Error(`no handler for jobs of kind ${missing.join(', ')} (libs/queue/src/jobs.ts)`);
  return byKind;
}
