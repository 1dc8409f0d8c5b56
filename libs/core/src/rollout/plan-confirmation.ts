import type { ActiveDeployment } from '../wanted/wanted.js';
import type { Verdict } from './judge-deployment.js';
import type { PlanDraft } from './plan-draft.js';
import type { ProcessBuckets } from './process-buckets.js';

export interface Switch {
  readonly deployment: ActiveDeployment;
  /** the shares of the new release */
  readonly newer: readonly ProcessBuckets[];
  readonly verdict: Verdict;
}

/** Once the new release is there in full it alone is seen; then it waits to be confirmed, for as long as old dynos are kept. */
export function planConfirmation(draft: PlanDraft, { deployment, newer, verdict }: Switch, nowMs: number): void {
  const { id: deploymentId, deadlineMs, deadlineAtMs, switchedAtMs } = deployment;
  if (verdict.kind !== 'succeeded') {
    if (deadlineAtMs > nowMs) draft.wakeAt(deadlineAtMs);
    return;
  }
  if (switchedAtMs === null) {
    draft.add({ kind: 'switch-deployment', deploymentId });
    return;
  }
  const confirmsAtMs = switchedAtMs + Math.max(...newer.map(({ process }) => process.update.keepPreviousMs ?? 0));
  if (confirmsAtMs <= nowMs) {
    draft.add({ kind: 'confirm-deployment', deploymentId, deadlineMs });
    return;
  }
  const putOffAtMs = deadlineAtMs - deadlineMs / 2;
  if (putOffAtMs <= nowMs) draft.add({ kind: 'put-off-deadline', deploymentId, deadlineAtMs: nowMs + deadlineMs });
  draft.wakeAt(putOffAtMs <= nowMs ? nowMs + deadlineMs / 2 : putOffAtMs);
  draft.wakeAt(confirmsAtMs);
}
