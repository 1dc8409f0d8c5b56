import type { Build, BuildStatus } from '@jujube/contract/build.js';
import { maskUrl } from '@jujube/core/source/mask-url.js';
import type { BuildRow } from '@jujube/usecases/builds/build.queries.js';

const STATUS: Readonly<Record<BuildRow['state'], BuildStatus>> = {
  pending: 'pending',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'failed',
};

export function presentBuild(row: BuildRow, outputUrl: string): Build {
  const { source } = row;
  const sourceBlob =
    source.kind === 'git'
      ? { url: maskUrl(source.url), version: source.ref || null }
      : { url: `source:${source.sourceId}`, version: source.version ?? null };
  return {
    id: row.id,
    app: { id: row.appId },
    status: STATUS[row.state],
    buildpacks: null,
    output_stream_url: outputUrl,
    release: row.releaseId === null ? null : { id: row.releaseId, version: row.releaseVersion ?? undefined },
    slug: null,
    source_blob: { ...sourceBlob, checksum: null },
    stack: row.stack ?? 'container',
    user: { id: row.userId, email: row.email },
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    phase: row.phase,
    commit: row.commit,
    image: row.image,
    failure: row.failure,
    cancelled: row.state === 'cancelled',
  };
}
