import type { Dyno } from '../cluster/dyno.js';
import type { UpdatePolicy } from '../wanted/wanted.js';

/** Serves, and has been healthy for so long that an old dyno may be stopped for it. */
export function isReady(dyno: Dyno, nowMs: number, update: UpdatePolicy): boolean {
  const at = readyAtMs(dyno, update);
  return at !== null && at <= nowMs;
}

/** When a dyno that serves counts as ready; null while it does not serve. */
export function readyAtMs(dyno: Dyno, update: UpdatePolicy): number | null {
  if (dyno.state !== 'up' || !dyno.isHealthy || !(dyno.isRouted || update.isHidden)) return null;
  return (dyno.healthySinceMs ?? dyno.stateSinceMs) + update.minHealthyMs;
}
