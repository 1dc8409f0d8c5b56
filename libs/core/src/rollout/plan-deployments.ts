import type { Cluster } from '../cluster/cluster.js';
import { explainPlacement } from '../placement/explain-placement.js';
import { funnelOf } from '../placement/funnel-of.js';
import type { Placement } from '../placement/placement.js';
import type { ActiveDeployment } from '../wanted/wanted.js';
import { isCanaryStage, isHeld, isPreviousKept } from './deployment-stage.js';
import type { FailureWords } from './failure-reason.js';
import { failureReason } from './failure-reason.js';
import type { Verdict } from './judge-deployment.js';
import { judgeDeployment } from './judge-deployment.js';
import { trafficBreach, watchedUntilMs } from './judge-traffic.js';
import { planConfirmation } from './plan-confirmation.js';
import { judgeCanaries, planPromotion, sharesOfNew } from './plan-promotion.js';
import type { PlanDraft } from './plan-draft.js';
import type { AppRound, Round } from './round.js';
import { slotDemand, slotName } from './slot-demand.js';

export interface DeploymentRound {
  /** apps to go on with; those whose deployment fails in this plan are left alone until another release is wanted */
  readonly active: readonly AppRound[];
  /** apps whose process types that are gone may go: nothing is under way that could still fail */
  readonly settled: ReadonlySet<AppRound>;
}

/** Gives every active deployment its verdict. */
export function planDeployments(
  draft: PlanDraft,
  round: Round,
  seen: { cluster: Cluster; placement: Placement },
): DeploymentRound {
  const words = failureWords(seen.cluster, seen.placement);
  const active: AppRound[] = [];
  const settled = new Set<AppRound>();
  for (const app of round.apps) {
    const state = judge(draft, app, words);
    if (state !== 'failed') active.push(app);
    if (state === 'settled') settled.add(app);
  }
  return { active, settled };
}

function judge(draft: PlanDraft, round: AppRound, words: FailureWords): 'failed' | 'settled' | 'under-way' {
  const { deployment } = round.app;
  if (!deployment) return 'settled';
  if (deployment.isPaused) return 'under-way';
  const verdict = judgeStage(round, deployment, words.nowMs);
  const failure =
    trafficBreach(round, deployment) ?? (verdict.kind === 'failed' ? failureReason(verdict, words) : null);
  if (failure !== null) {
    const isRevertWanted = !deployment.isRevert && round.processes.some(({ process }) => process.update.isAutoRevert);
    draft.add({ kind: 'fail-deployment', deploymentId: deployment.id, reason: failure, isRevertWanted });
    return 'failed';
  }
  if (isHeld(round.app)) {
    planHeld(draft, { round, deployment, verdict }, words.nowMs);
    return 'under-way';
  }
  if (verdict.kind === 'succeeded') planSuccess(draft, { round, deployment }, words.nowMs);
  else if (deployment.deadlineAtMs > words.nowMs) draft.wakeAt(deployment.deadlineAtMs);
  return verdict.unready.length === 0 ? 'settled' : 'under-way';
}

function judgeStage(round: AppRound, deployment: ActiveDeployment, nowMs: number): Verdict {
  if (isCanaryStage(round.app)) return judgeCanaries(round, deployment, nowMs);
  const judged = isPreviousKept(round.app) ? { processes: sharesOfNew(round), unwanted: [] } : round;
  return judgeDeployment(judged, deployment, nowMs);
}

function planSuccess(
  draft: PlanDraft,
  { round, deployment }: { round: AppRound; deployment: ActiveDeployment },
  nowMs: number,
): void {
  const untilMs = watchedUntilMs(round, deployment, nowMs);
  if (untilMs === null) draft.add({ kind: 'succeed-deployment', deploymentId: deployment.id });
  else draft.wakeAt(untilMs);
}

function planHeld(
  draft: PlanDraft,
  { round, deployment, verdict }: { round: AppRound; deployment: ActiveDeployment; verdict: Verdict },
  nowMs: number,
): void {
  const newer = sharesOfNew(round);
  if (!isCanaryStage(round.app)) return planConfirmation(draft, { deployment, newer, verdict }, nowMs);
  planPromotion(draft, { deployment, canaries: newer, unready: verdict.unready }, nowMs);
}

function failureWords(cluster: Cluster, placement: Placement): FailureWords {
  const names = new Map(cluster.hosts.map((host) => [host.id, host.name]));
  return {
    nowMs: cluster.nowMs,
    hostName: (hostId) => names.get(hostId) ?? hostId,
    blockedMessage: ({ buckets, slot }) => {
      const demand = slotDemand(buckets, slot);
      const funnel = funnelOf(placement, demand);
      const refused = funnel.refusals.reduce((sum, [, hosts]) => sum + hosts, 0);
      return refused === funnel.considered ? explainPlacement(slotName(demand), demand, funnel) : null;
    },
  };
}
