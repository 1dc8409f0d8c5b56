export interface OurImage {
  id: string;
  /** `repository:tag` references. */
  tags: string[];
  /** `repository@sha256:…` references. */
  digests: string[];
  labels: Record<string, string>;
  sizeMib: number;
  createdAt: Date;
}

/** A bearer token of the registry's token service, or a name and password for a registry with basic auth. */
export type PullCredentials = { registryToken: string } | { username: string; password: string };

export interface PullOptions {
  auth?: PullCredentials;
  onProgress?: (progress: PullProgress) => void;
  signal?: AbortSignal;
}

export interface PullProgress {
  /** Short id of the layer; absent for the image as a whole. */
  layer?: string;
  status: string;
  currentBytes?: number;
  totalBytes?: number;
}
