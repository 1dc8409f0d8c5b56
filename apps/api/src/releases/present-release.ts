import type { Release, ReleaseStatus } from '@jujube/contract/release.js';
import { isRollbackTarget } from '@jujube/core/release/next-release.js';
import type { DeploymentState } from '@jujube/core/release/release.js';
import { presentProof } from '../deployments/present-proof.js';
import { presentWaiting } from '../deployments/present-deployment.js';
import type { ReleaseRow } from '@jujube/usecases/releases/release.queries.js';

const STATUS: Readonly<Record<DeploymentState, ReleaseStatus>> = {
  pending: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  superseded: 'expired',
  cancelled: 'expired',
};

export function presentRelease(row: ReleaseRow): Release {
  const { id, version, description, image, imageTag, deploymentState } = row;
  const createdAt = row.createdAt.toISOString();
  return {
    id,
    version,
    description,
    status: STATUS[deploymentState],
    current: row.isCurrent,
    eligible_for_rollback: isRollbackTarget(row),
    addon_plan_names: [],
    artifacts: row.image === null ? [] : [{ type: 'docker-image', id }],
    app: { id: row.appId, name: row.appName },
    slug: null,
    user: { id: row.userId, email: row.email },
    output_stream_url: null,
    created_at: createdAt,
    updated_at: row.finishedAt?.toISOString() ?? createdAt,
    image,
    type_images: row.typeImages,
    image_tag: imageTag,
    process_types: row.processTypes,
    deployment: {
      id: row.deploymentId,
      state: deploymentState,
      reason: row.deploymentReason,
      log_excerpt: row.logExcerpt,
      ...presentWaiting({ ...row, state: deploymentState }),
      proof: row.proof && presentProof(row.proof, true),
    },
  };
}
