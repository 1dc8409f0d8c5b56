import type { Reference } from './reference.js';

/** GET /regions: the one region, the hosts of the installation. */
export interface Region extends Reference {
  description: string;
  country: string;
  locale: string;
  private_capable: boolean;
  provider: { name: string; region: string };
  created_at: string;
  updated_at: string;
}

/** GET /stacks */
export interface Stack extends Reference {
  default: boolean;
  state: string;
  created_at: string;
  updated_at: string;
}

/** An environment, as Heroku's clients know it. */
export interface Space extends Reference {
  cidr: string;
  data_cidr: string;
  generation: Reference;
  region: Reference;
  organization: { name: string };
  team: Reference;
  shield: boolean;
  state: string;
  created_at: string;
  updated_at: string;
}

/** GET /spaces/:space/nat */
export interface SpaceNat {
  sources: string[];
  state: string;
  created_at: string;
  updated_at: string;
}

/** GET /registry/token, as Docker's clients ask for it. */
export interface RegistryToken {
  token: string;
  access_token: string;
  /** seconds */
  expires_in: number;
  issued_at: string;
}

/** GET /registry/v2/:app/:type/manifests/:reference: the manifest as it was pushed; what more it has is not named here. */
export interface RegistryManifest {
  schemaVersion?: number;
  mediaType?: string;
  /** the digest of the configuration is the image's id */
  config?: { digest: string };
  layers?: { digest: string; size: number }[];
}

/** What says that something was done and nothing else. */
export type Nothing = Record<string, never>;
