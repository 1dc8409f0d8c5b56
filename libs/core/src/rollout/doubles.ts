import type { Dyno, DynoState } from '../cluster/dyno.js';
import type { ReconcilePolicy } from '../disruption/reconcile-policy.js';

/** How well the host of each suits it, asked in books without any of them; no answer for one whose host is gone. */
export type ScoresOf = (dynos: readonly Dyno[]) => ReadonlyMap<Dyno, number>;

export interface Choice {
  readonly kept: Dyno;
  readonly doubles: readonly Dyno[];
}

/**
 * Of several dynos of the wanted generation in one slot the one that stays. A policy's favourite that does not serve yet, since
 * its host has just come back, is neither kept nor a double: it serves soon, or its checks give it up.
 */
export function chooseOne(dynos: readonly Dyno[], policy: ReconcilePolicy, scoresOf: ScoresOf): Choice {
  const [first, ...others] = dynos;
  if (others.length === 0) return { kept: first!, doubles: [] };
  if (policy === 'keep_replacement') return keep(dynos, furthest(dynos));
  const [favourite] = [...dynos].sort(ORDERS[policy](scoresOf, dynos));
  if (isServing(favourite!)) return keep(dynos, favourite!);
  const rest = dynos.filter((dyno) => dyno !== favourite);
  return keep(rest, furthest(rest));
}

type Order = (a: Dyno, b: Dyno) => number;

const original: Order = (a, b) => a.incarnation - b.incarnation;

const ORDERS: Readonly<
  Record<Exclude<ReconcilePolicy, 'keep_replacement'>, (scoresOf: ScoresOf, dynos: readonly Dyno[]) => Order>
> = {
  keep_original: () => original,
  longest_running: () => (a, b) => a.stateSinceMs - b.stateSinceMs || original(a, b),
  best_score: (scoresOf, dynos) => {
    const scores = scoresOf(dynos);
    const scoreOf = (dyno: Dyno): number => scores.get(dyno) ?? Number.MIN_SAFE_INTEGER;
    return (a, b) => scoreOf(b) - scoreOf(a) || original(a, b);
  },
};

function keep(dynos: readonly Dyno[], kept: Dyno): Choice {
  return { kept, doubles: dynos.filter((dyno) => dyno !== kept) };
}

function furthest(dynos: readonly Dyno[]): Dyno {
  return dynos.reduce((best, dyno) => (progress(dyno) > progress(best) ? dyno : best));
}

const STATE_PROGRESS: Partial<Record<DynoState, number>> = { placed: 0, starting: 1, up: 2 };

function progress(dyno: Dyno): number {
  return (STATE_PROGRESS[dyno.state] ?? 0) + Number(dyno.isHealthy) + Number(dyno.isRouted);
}

function isServing({ state, isHealthy, isRouted }: Dyno): boolean {
  return state === 'up' && isHealthy && isRouted;
}
