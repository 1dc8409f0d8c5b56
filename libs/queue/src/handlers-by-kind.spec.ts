import { handlersByKind } from './handlers-by-kind.js';
import type { JobHandler } from './job-handler.js';
import type { JobKind } from './jobs.js';

describe('handlersByKind', () => {
  it('takes exactly one handler per kind', () => {
    const handlers = [handler('build'), handler('prune-images')];
    expect([...handlersByKind(handlers).keys()]).toEqual(['build', 'prune-images']);
  });

  it('refuses two handlers of a kind', () => {
    const handlers = [handler('build'), handler('prune-images'), handler('build')];
    expect(() => handlersByKind(handlers)).toThrow(/two handlers for jobs of kind 'build'/);
  });

  it('refuses a kind without a handler', () => {
    expect(() => handlersByKind([handler('build')])).toThrow(/no handler for jobs of kind prune-images/);
  });
});

function handler(kind: JobKind): JobHandler {
  return { kind, concurrency: 1, handle: async () => undefined };
}
