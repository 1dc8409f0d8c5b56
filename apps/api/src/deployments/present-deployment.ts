import type { Deployment } from '@jujube/contract/deployment.js';
import type { DeploymentRow } from '@jujube/usecases/deployments/deployment.queries.js';

export function presentDeployment(row: DeploymentRow): Deployment {
  return {
    id: row.id,
    state: row.state,
    reason: row.reason,
    log_excerpt: row.logExcerpt,
    app: { id: row.appId, name: row.appName },
    release: { id: row.releaseId, version: row.releaseVersion },
    created_at: row.createdAt.toISOString(),
    deadline_at: row.deadlineAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
  };
}
