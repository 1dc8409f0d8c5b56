import type { ReleaseDeployment } from './deployment.js';
import type { Reference, UserReference } from './reference.js';

/** `expired`: its deployment was superseded or cancelled. */
export type ReleaseStatus = 'pending' | 'succeeded' | 'failed' | 'expired';

export interface Release {
  id: string;
  version: number;
  description: string;
  status: ReleaseStatus;
  current: boolean;
  eligible_for_rollback: boolean;
  addon_plan_names: string[];
  artifacts: { type: string; id: string }[];
  app: Reference;
  slug: { id: string } | null;
  user: UserReference;
  output_stream_url: string | null;
  created_at: string;
  updated_at: string;
  /** ours: `<registry>/<app>@sha256:…`; null until something was built or pushed */
  image: string | null;
  /** ours: images that process types have in place of it, from container:release */
  type_images: Record<string, string>;
  image_tag: string | null;
  /** ours: command by process type; an empty command is the image's own */
  process_types: Record<string, string>;
  deployment: ReleaseDeployment;
}

/** POST /apps/:app/releases with the id or version (`v2`, `2`) of an earlier release: a rollback. */
export interface CreateRollback {
  release: string;
}

/** POST /apps/:app/releases with a tag that was pushed to our registry. 409 while another deployment is active, unless forced. */
export interface CreateImageRelease {
  image_tag: string;
  force?: boolean;
  description?: string;
}

export type CreateRelease = CreateRollback | CreateImageRelease;
