import type { Dyno } from '@jujube/core/cluster/dyno.js';

/** A dyno at the next look at a host that answers: it serves, routers have let go of it, or it is no more. */
export function settled(dyno: Dyno, nowMs: number): Dyno[] {
  switch (dyno.state) {
    case 'placed':
    case 'starting':
      return [{ ...dyno, state: 'up', stateSinceMs: nowMs, isHealthy: true, isRouted: true, healthySinceMs: nowMs }];
    case 'draining':
      return [dyno.isDrained ? dyno : { ...dyno, isRouted: false, isDrained: true }];
    case 'stopping':
      return [];
    default:
      return [dyno];
  }
}
