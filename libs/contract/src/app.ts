import type { Reference, UserReference } from './reference.js';

export interface App {
  /** ours */
  environment: Reference | null;
  id: string;
  name: string;
  acm: boolean;
  archived_at: string | null;
  build_stack: Reference;
  buildpack_provided_description: string | null;
  create_status: 'complete';
  created_at: string;
  generation: Reference;
  git_url: string;
  internal_routing: boolean | null;
  maintenance: boolean;
  organization: null;
  owner: UserReference;
  region: Reference;
  released_at: string | null;
  repo_size: number;
  slug_size: number;
  space: null;
  stack: Reference;
  team: Reference | null;
  /** of a team: closed to members who were not let in */
  locked: boolean;
  updated_at: string;
  web_url: string;
  /** of images that are made without a Dockerfile at Heroku */
  base_image_name: null;
  buildpacks: null;
  current_build_architecture: string[];
  /** ours: how long a deployment may take until it fails */
  deadline_seconds: number;
  /** ours: names of the config vars that builds may see */
  build_time_vars: string[];
}

/** POST /apps; without a name one is invented. */
export interface CreateApp {
  /** id or name of the environment whose hosts it keeps to */
  environment?: string;
  /** POST /teams/apps only: the team that is to own it */
  team?: string;
  name?: string;
  region?: string;
  stack?: string;
  deadline_seconds?: number;
}

/** PATCH /apps/:app */
export interface UpdateApp {
  name?: string;
  maintenance?: boolean;
  build_stack?: string;
  deadline_seconds?: number;
  build_time_vars?: string[];
}
