import type { UserReference } from './reference.js';

export type BuildStatus = 'pending' | 'succeeded' | 'failed';

export interface Build {
  id: string;
  app: { id: string };
  status: BuildStatus;
  buildpacks: { name: string; url: string }[] | null;
  /** capability URL: plain text that follows the build and ends with it */
  output_stream_url: string;
  release: { id: string; version?: number } | null;
  slug: { id: string } | null;
  /** the source as it was asked for, without credentials */
  source_blob: { url: string; version: string | null; checksum: string | null };
  stack: string;
  user: UserReference;
  created_at: string;
  updated_at: string;
  /** ours: what it is doing (`queued`, `fetching`, `building`, `pushing`, …) */
  phase: string;
  /** git commit that was built, once known */
  commit: string | null;
  image: string | null;
  /** why it failed; null otherwise */
  failure: string | null;
  /** failed because somebody asked so */
  cancelled: boolean;
}

/** POST /apps/:app/builds */
export interface CreateBuild {
  source_blob: {
    /** git URL, or the get_url of a source */
    url: string;
    /** git: branch, tag or commit; tar: a name for what was uploaded */
    version?: string;
    checksum?: string;
  };
}
