import type { OurContainer } from '@jujube/containers/our-container.js';
import { BuildFailure } from '../run/build-failure.js';

const NO_MORE_PROCESSES =
  /fork: (retry: )?Resource temporarily unavailable|can't fork|Cannot fork|unable to fork|pthread_create failed|failed to create new OS thread|spawn \S+ EAGAIN/i;
const NO_BASE_IMAGE = /(?:creating build container|initializing source|pinging container registry)[^\n]*/;
const FAILED_STEP = /(?:error building at STEP "([^\n]{1,300}?)"|while running runtime): [^\n]*exit status (\d+)/;

/** Why buildah gave up, from how it ended, how its container ended and what it said last. */
export function explainBuildFailure(exitCode: number, container: OurContainer, excerpt: string): BuildFailure {
  if (container.oomKilled) {
    return new BuildFailure('out_of_memory', 'The build needed more memory than it has. Let it do less at a time.');
  }
  if (NO_MORE_PROCESSES.test(excerpt)) {
    return new BuildFailure('pids_limit', 'The build started more processes than it may have at once.');
  }
  const base = NO_BASE_IMAGE.exec(excerpt)?.[0];
  if (base) return new BuildFailure('dockerfile_failed', `An image that the Dockerfile names cannot be used: ${base}`);
  const [, step, status] = FAILED_STEP.exec(excerpt) ?? [];
  const what = step ? `Step ${step} ended` : 'The Dockerfile failed';
  return new BuildFailure('dockerfile_failed', `${what} with exit code ${status ?? exitCode}.`);
}
