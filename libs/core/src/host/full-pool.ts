/**
 * A pool with the environment that its hosts belong to: `production/default`. So whatever asks for a pool (dynos, builds,
 * one-off dynos) stays within its environment. No name of a pool has a slash.
 */
export function fullPool(environment: string | null | undefined, pool: string): string {
  return environment ? `${environment}/${pool}` : pool;
}

/** The pool alone. */
export function bareName(fullPool: string): string {
  return fullPool.slice(fullPool.lastIndexOf('/') + 1);
}
