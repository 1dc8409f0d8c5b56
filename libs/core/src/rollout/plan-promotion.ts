import type { ActiveDeployment } from '../wanted/wanted.js';
import type { AppBuckets, UnreadySlot, Verdict } from './judge-deployment.js';
import { judgeDeployment } from './judge-deployment.js';
import type { PlanDraft } from './plan-draft.js';
import type { ProcessBuckets } from './process-buckets.js';
import { readyAtMs } from './readiness.js';
import type { AppRound } from './round.js';

/** The shares of the new release. */
export function sharesOfNew({ app, processes }: AppRound): readonly ProcessBuckets[] {
  return processes.filter(({ process }) => process.releaseId === app.deployment?.releaseId);
}

/** Canaries that are ready may wait for as long as it takes; others fail as any deployment does. */
export function judgeCanaries(round: AppRound, deployment: ActiveDeployment, nowMs: number): Verdict {
  const canaries: AppBuckets = { processes: sharesOfNew(round), unwanted: [] };
  const verdict = judgeDeployment(canaries, deployment, nowMs);
  const isWaiting = verdict.kind === 'succeeded' || (verdict.unready.length === 0 && !isCrashing(verdict));
  return isWaiting ? { kind: 'under-way', unready: [] } : verdict;
}

function isCrashing(verdict: Verdict): boolean {
  return verdict.kind === 'failed' && verdict.cause === 'crash-loop';
}

export interface Canaries {
  readonly deployment: ActiveDeployment;
  readonly canaries: readonly ProcessBuckets[];
  readonly unready: readonly UnreadySlot[];
}

/** Promotes canaries whose time has come; else has it written down whether they wait, and puts the deadline off meanwhile. */
export function planPromotion(draft: PlanDraft, { deployment, canaries, unready }: Canaries, nowMs: number): void {
  const { id: deploymentId, waiting } = deployment;
  if (unready.length > 0) {
    draft.wakeAt(deployment.deadlineAtMs);
    if (waiting) draft.add({ kind: 'await-canaries', deploymentId });
    return;
  }
  const promotesAtMs = promotionAtMs(canaries);
  const { deadlineMs } = deployment;
  if (waiting && promotesAtMs !== null && promotesAtMs <= nowMs) {
    draft.add({ kind: 'promote-deployment', deploymentId, deadlineMs });
    return;
  }
  const deadlineAtMs = nowMs + deadlineMs;
  const putOffAtMs = deployment.deadlineAtMs - deadlineMs / 2;
  const isNews = !waiting || waiting.promotesAtMs !== promotesAtMs;
  const isDue = isNews || putOffAtMs <= nowMs;
  if (isDue) draft.add({ kind: 'await-promotion', deploymentId, promotesAtMs, deadlineAtMs });
  draft.wakeAt(isDue ? deadlineAtMs - deadlineMs / 2 : putOffAtMs);
  if (promotesAtMs !== null) draft.wakeAt(promotesAtMs);
}

/** When all canaries have been ready for as long as each process type wants; null: somebody has to decide. */
function promotionAtMs(canaries: readonly ProcessBuckets[]): number | null {
  const times = canaries.flatMap(({ kept, migrating, process }) =>
    [...kept.values(), ...migrating].map((dyno) => {
      const readyMs = readyAtMs(dyno, process.update);
      const { promoteAfterMs } = process.update;
      return readyMs === null || promoteAfterMs === null ? Infinity : readyMs + promoteAfterMs;
    }),
  );
  const atMs = Math.max(...times);
  return Number.isFinite(atMs) ? atMs : null;
}
