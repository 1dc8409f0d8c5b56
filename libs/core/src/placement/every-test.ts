import type { HostTest } from './placement-filter.js';

/** All of them at once; a single one is taken as it is, because it is asked for every host. */
export function everyTest(tests: readonly HostTest[]): HostTest {
  return tests.length === 1 ? tests[0]! : (host) => tests.every((test) => test(host));
}
