import type { Dyno } from '../src/cluster/dyno.js';
import type { Action, Plan } from '../src/rollout/plan.js';
import { cluster } from './cluster-fixtures.js';

/** Now, in every spec that needs a time. */
export const NOW = cluster([]).nowMs;

/** A dyno of `shop` that has served for a minute. For specs. */
export function dyno(slot: number, changes: Partial<Dyno> = {}): Dyno {
  const generation = changes.generation ?? 'g1';
  const incarnation = changes.incarnation ?? 1;
  return {
    id: `web.${slot}#${incarnation}`,
    appId: 'shop',
    processType: 'web',
    slot,
    incarnation,
    releaseId: `release-${generation}`,
    generation,
    hostId: 'h1',
    hostPort: 20_000 + slot * 10 + incarnation,
    reserved: { cpuMillis: 50, memoryMib: 256 },
    state: 'up',
    isHealthy: true,
    isRouted: true,
    isDrained: false,
    createdAtMs: NOW - 70_000,
    stateSinceMs: NOW - 60_000,
    healthySinceMs: NOW - 60_000,
    ...changes,
  };
}

/** What a dyno looks like before it is healthy. */
export const STARTING: Partial<Dyno> = { state: 'starting', isHealthy: false, isRouted: false, healthySinceMs: null };

/** Ended by itself so many milliseconds ago, after a life of one second. */
export function crashed(slot: number, incarnation: number, agoMs: number): Dyno {
  const stateSinceMs = NOW - agoMs;
  const ended = { state: 'crashed' as const, isHealthy: false, isRouted: false, healthySinceMs: null };
  return dyno(slot, { ...ended, incarnation, stateSinceMs, createdAtMs: stateSinceMs - 1_000 });
}

export function only<K extends Action['kind']>(plan: Plan, kind: K): Extract<Action, { kind: K }>[] {
  return plan.actions.filter((action): action is Extract<Action, { kind: K }> => action.kind === kind);
}

/** `['place web.1', 'drain web.2#1']` */
export function brief(plan: Plan): string[] {
  return plan.actions.map((action) => {
    const verb = action.kind.replace(/-dyno$/, '');
    if ('dynoId' in action) return `${verb} ${action.dynoId}`;
    return 'slot' in action ? `${verb} ${action.processType}.${action.slot}` : action.kind;
  });
}
