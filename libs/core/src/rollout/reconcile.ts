import type { Cluster } from '../cluster/cluster.js';
import { Placement } from '../placement/placement.js';
import type { Wanted } from '../wanted/wanted.js';
import { holdingsOf } from './holdings-of.js';
import type { Plan } from './plan.js';
import { PlanDraft } from './plan-draft.js';
import { planDeployments } from './plan-deployments.js';
import { planDepartures } from './plan-departures.js';
import { planStarts } from './plan-starts.js';
import { planTasks } from './plan-tasks.js';
import { departing, openRound } from './round.js';

/**
 * What to do next so that the cluster becomes what is wanted. Pure: no clock, no chance but the seed; the order of the input does not matter.
 * Asked again after every change and at `wakeAtMs`, it always starts from what is, so that a step that failed is simply planned again.
 */
export function reconcile(wanted: Wanted, cluster: Cluster, seed = 1): Plan {
  const draft = new PlanDraft();
  const round = openRound(wanted, cluster);
  for (const note of round.notes) draft.note(note);
  if (round.nextLossAtMs !== null) draft.wakeAt(round.nextLossAtMs);
  for (const dyno of round.lost) draft.add({ kind: 'lose-dyno', dynoId: dyno.id, reason: 'its host is gone' });
  const placement = new Placement(holdingsOf(cluster, departing(round)));
  const { active, settled } = planDeployments(draft, round, { cluster, placement });
  const processes = active.flatMap((app) => app.processes);
  const starts = planStarts(draft, { processes, placement, nowMs: round.nowMs, seed });
  planTasks(draft, cluster.tasks, { placement, seed });
  planDepartures(draft, round, { active, settled, starts, placement });
  return draft.finish();
}
