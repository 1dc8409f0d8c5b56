import type { Dyno } from '@jujube/contract/dyno.js';

/** ` (web.3: no host fits …)`: the first dyno that is not on its way, for lines of progress. */
export function troubleText(dynos: readonly Dyno[]): string {
  const dyno = dynos.find(({ state }) => state === 'blocked') ?? dynos.find(({ state }) => state === 'crashed');
  return dyno ? ` (${dyno.name}: ${dyno.reason ?? dyno.state})` : '';
}
