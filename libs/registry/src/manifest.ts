/** Manifest formats that images may have: Docker's and OCI's, one platform or several. */
export const MANIFEST_TYPES = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
];

export interface Manifest {
  schemaVersion?: number;
  mediaType?: string;
  config?: { digest: string };
  layers?: { digest: string; size: number }[];
  /** Only in a list for several platforms. */
  manifests?: { digest: string; platform?: { os: string; architecture: string } }[];
}

/** What we read of an image's configuration. */
export interface ImageConfig {
  architecture: string;
  os: string;
  labels: Record<string, string>;
  env: string[];
  command?: string[];
  entrypoint?: string[];
  workdir?: string;
  user?: string;
}

export interface RawImageConfig {
  architecture?: string;
  os?: string;
  config?: {
    Labels?: Record<string, string> | null;
    Env?: string[] | null;
    Cmd?: string[] | null;
    Entrypoint?: string[] | null;
    WorkingDir?: string;
    User?: string;
  };
}

export function readImageConfig(raw: RawImageConfig): ImageConfig {
  const { Labels, Env, Cmd, Entrypoint, WorkingDir, User } = raw.config ?? {};
  return {
    architecture: raw.architecture ?? 'unknown',
    os: raw.os ?? 'unknown',
    labels: Labels ?? {},
    env: Env ?? [],
    command: Cmd ?? undefined,
    entrypoint: Entrypoint ?? undefined,
    workdir: WorkingDir || undefined,
    user: User || undefined,
  };
}

/** The digest of the one image in a list that runs on this platform; undefined when there is none. */
export function forPlatform({ manifests = [] }: Manifest, architecture: string): string | undefined {
  return manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === architecture)?.digest;
}
