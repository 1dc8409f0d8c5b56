import { Readable } from 'node:stream';
import { pack, type Pack } from 'tar-stream';
import type { ConfigVars } from '@jujube/core/release/config-vars.js';
import { packTree } from '../source/pack-tree.js';

export const SOURCE_DIR = '/source';
export const AUTH_FILE = '/run/jujube/auth.json';
export const BASE_STORE = '/var/lib/base';
export const DOCKERFILE = '/run/jujube/Dockerfile';
/** Where a build-time config var lies for buildah. */
export const secretFileOf = (name: string) => `/run/jujube/secrets/${name}`;

export interface ContainerFiles {
  registry: { url: string; host: string };
  /** null: the registry lets everybody in */
  login: { username: string; password: string } | null;
  storageDriver: 'overlay' | 'vfs';
  /** a volume with the base image is mounted at BASE_STORE */
  hasBaseStore: boolean;
}

// two empty blocks say that a tar is over
const END_BYTES = 1024;

export interface BuildFiles {
  tree: string;
  dockerfile: string;
  /** build-time config vars in clear */
  secrets: ConfigVars;
}

/**
 * What buildah finds in its container, as one tar for `/`: its settings, and the source when there is one. The password and
 * what a user marked for builds stand in files of mode 0400, nowhere else.
 */
export function containerFiles(files: ContainerFiles, source?: BuildFiles): Readable {
  return Readable.from(bytesOf(files, source), { objectMode: false });
}

async function* bytesOf(files: ContainerFiles, source?: BuildFiles): AsyncGenerator<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of settingsArchive(files, source)) chunks.push(chunk as Buffer);
  const settings = Buffer.concat(chunks);
  yield source ? settings.subarray(0, -END_BYTES) : settings;
  if (source) yield* packTree(source.tree, SOURCE_DIR.slice(1));
}

function settingsArchive(files: ContainerFiles, source?: BuildFiles): Pack {
  const { registry, login } = files;
  const archive = pack();
  archive.entry({ name: 'run/jujube', type: 'directory', mode: 0o700 });
  archive.entry({ name: 'etc/containers/registries.conf', mode: 0o644 }, registriesConf(registry));
  archive.entry({ name: 'etc/containers/storage.conf', mode: 0o644 }, storageConf(files));
  if (login) archive.entry({ name: AUTH_FILE.slice(1), mode: 0o400 }, authFile(registry.host, login));
  if (source) archive.entry({ name: DOCKERFILE.slice(1), mode: 0o644 }, source.dockerfile);
  for (const [name, value] of Object.entries(source?.secrets ?? {}))
    archive.entry({ name: secretFileOf(name).slice(1), mode: 0o400 }, value);
  archive.finalize();
  return archive;
}

// only our own registry may speak plain HTTP, and only when it does
function registriesConf({ url, host }: { url: string; host: string }): string {
  const lines = ['unqualified-search-registries = ["docker.io"]', 'short-name-mode = "permissive"'];
  if (url.startsWith('http:')) lines.push('[[registry]]', `location = ${JSON.stringify(host)}`, 'insecure = true');
  return `${lines.join('\n')}\n`;
}

function storageConf({ storageDriver, hasBaseStore }: ContainerFiles): string {
  const lines = ['[storage]', `driver = "${storageDriver}"`, 'runroot = "/run/containers/storage"'];
  lines.push('graphroot = "/var/lib/containers/storage"', '[storage.options]');
  if (hasBaseStore) lines.push(`additionalimagestores = ["${BASE_STORE}/storage"]`);
  return `${lines.join('\n')}\n`;
}

function authFile(host: string, { username, password }: { username: string; password: string }): string {
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return JSON.stringify({ auths: { [host]: { auth } } });
}
