import type { Cluster } from '../cluster/cluster.js';
import { Placement } from '../placement/placement.js';
import { describePlan } from '../rollout/describe-plan.js';
import { holdingsOf } from '../rollout/holdings-of.js';
import type { Action, Plan } from '../rollout/plan.js';
import { reconcile } from '../rollout/reconcile.js';
import { departing, openRound } from '../rollout/round.js';
import { explainProcess, type ProcessExplanation } from './explain-process.js';
import { type Situation, suppose, type WhatIf } from './what-if.js';

/** Where an app's dynos may go, and what the scheduler would do next. */
export interface AppExplanation {
  readonly processes: readonly ProcessExplanation[];
  /** the app's part of the next plan, one sentence each; empty: nothing would change */
  readonly steps: readonly string[];
}

/**
 * Answers with the very filters, scores and plan that the scheduler uses, for what is or for what might be. Does nothing.
 * Throws `invalid_params` when a change speaks of what there is not.
 */
export function explainApp(now: Situation, appId: string, changes: readonly WhatIf[] = []): AppExplanation {
  const { wanted, cluster } = suppose(now, appId, changes);
  const round = openRound(wanted, cluster);
  const app = round.apps.find((one) => one.app.appId === appId);
  const placement = new Placement(holdingsOf(cluster, departing(round)));
  const processes = (app?.processes ?? []).map((buckets) => explainProcess(buckets, placement));
  const plan = ownPart(reconcile(wanted, cluster), appId, cluster);
  return { processes, steps: describePlan(plan, wanted, cluster) };
}

function ownPart(plan: Plan, appId: string, cluster: Cluster): Plan {
  const own = new Set(cluster.dynos.filter((dyno) => dyno.appId === appId).map(({ id }) => id));
  const isOwn = (action: Action): boolean =>
    'appId' in action ? action.appId === appId : 'dynoId' in action && own.has(action.dynoId);
  return { ...plan, actions: plan.actions.filter(isOwn) };
}
