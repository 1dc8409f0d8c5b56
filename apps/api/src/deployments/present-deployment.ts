import type { Deployment, ReleaseDeployment } from '@jujube/contract/deployment.js';
import { presentProof } from './present-proof.js';
import type { DeploymentRow } from '@jujube/usecases/deployments/deployment.queries.js';

export function presentDeployment(row: DeploymentRow): Deployment {
  return {
    id: row.id,
    state: row.state,
    reason: row.reason,
    log_excerpt: row.logExcerpt,
    ...presentWaiting(row),
    proof: row.proof && presentProof(row.proof, true),
    app: { id: row.appId, name: row.appName },
    release: { id: row.releaseId, version: row.releaseVersion },
    created_at: row.createdAt.toISOString(),
    deadline_at: row.deadlineAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
  };
}

/** What a deployment that is under way waits for; its deadline stands still meanwhile. */
export function presentWaiting(row: {
  state: string;
  isPaused: boolean;
  isAwaitingPromotion: boolean;
  isAwaitingConfirmation: boolean;
  promotesAt: Date | null;
}): Pick<ReleaseDeployment, 'waiting_for' | 'promotes_at'> {
  if (row.state !== 'pending') return { waiting_for: null, promotes_at: null };
  if (row.isPaused) return { waiting_for: 'resume', promotes_at: null };
  if (row.isAwaitingConfirmation) return { waiting_for: 'confirmation', promotes_at: null };
  if (!row.isAwaitingPromotion) return { waiting_for: null, promotes_at: null };
  return { waiting_for: 'promotion', promotes_at: row.promotesAt?.toISOString() ?? null };
}
