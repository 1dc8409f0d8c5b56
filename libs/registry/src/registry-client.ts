import { createHash } from 'node:crypto';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import { MANIFEST_TYPES, forPlatform, readImageConfig } from './manifest.js';
import type { ImageConfig, Manifest, RawImageConfig } from './manifest.js';
import { RegistryError } from './registry-error.js';
import { RegistryHttp } from './registry-http.js';
import type { RegistryRequest } from './registry-http.js';

const DEADLINE_MS = 10_000;
const PAGE_SIZE = 500;

/** Reads and deletes images of one registry (HTTP API v2). `reference` is a tag or a digest. Fails with RegistryError. */
export class RegistryClient {
  readonly #http: RegistryHttp;

  constructor(settings: RegistrySettings, deadlineMs = DEADLINE_MS) {
    this.#http = new RegistryHttp(settings, deadlineMs);
  }

  async ping(): Promise<void> {
    const response = await this.#http.send({ method: 'GET', path: '/v2/', access: [] });
    await response.body?.cancel();
  }

  /** The digest that a tag stands for now; `not_found` when there is none. */
  async resolve(repository: string, reference: string): Promise<string> {
    const response = await this.#http.send(manifestRequest('HEAD', repository, reference));
    const digest = response.headers.get('docker-content-digest');
    return digest ?? (await this.manifest(repository, reference)).digest;
  }

  /** The manifest and its digest, which is computed here and compared when `reference` is one. */
  async manifest(repository: string, reference: string): Promise<{ digest: string; manifest: Manifest }> {
    const { bytes } = await this.#http.body(manifestRequest('GET', repository, reference));
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    if (reference.startsWith('sha256:') && reference !== digest) {
      throw new RegistryError('unavailable', `registry: ${repository}@${reference} has the content of ${digest}`);
    }
    return { digest, manifest: parseJson<Manifest>(bytes, `${repository}:${reference}`) };
  }

  /** Labels, command and environment of an image; of the one for `architecture` where there are several. */
  async imageConfig(repository: string, reference: string, architecture = 'amd64'): Promise<ImageConfig> {
    const { manifest } = await this.manifest(repository, reference);
    const one = manifest.manifests ? forPlatform(manifest, architecture) : undefined;
    if (one) return this.imageConfig(repository, one, architecture);
    if (!manifest.config) {
      throw new RegistryError(
        'not_found',
        `registry: ${repository}:${reference} has no image for linux/${architecture}`,
      );
    }
    const path = `/v2/${repository}/blobs/${manifest.config.digest}`;
    const { bytes } = await this.#http.body({ method: 'GET', path, access: accessTo(repository, 'pull') });
    return readImageConfig(parseJson<RawImageConfig>(bytes, `${repository}:${reference}`));
  }

  /** All tags; none for a repository that does not exist. */
  async tags(repository: string): Promise<string[]> {
    const tags: string[] = [];
    let path: string | undefined = `/v2/${repository}/tags/list?n=${PAGE_SIZE}`;
    while (path !== undefined) {
      const page = await this.#tagPage(repository, path);
      tags.push(...page.tags);
      path = page.next;
    }
    return tags;
  }

  /** Deletes an image with all its tags. Nothing happens when it is gone. */
  async delete(repository: string, digest: string): Promise<void> {
    const path = `/v2/${repository}/manifests/${digest}`;
    try {
      const access = accessTo(repository, 'pull', 'delete');
      const response = await this.#http.send({ method: 'DELETE', path, access });
      await response.body?.cancel();
    } catch (error) {
      if (!(error instanceof RegistryError) || error.kind !== 'not_found') throw error;
    }
  }

  /**
   * Brings an image with all its parts into another repository of the registry, where it has the same digest. Nothing is
   * sent over the network but manifests: the registry mounts the blobs.
   * @param places with a `tag` it is listed there, and so found when old images are pruned
   */
  async copy(digest: string, { from, to, tag }: { from: string; to: string; tag?: string }): Promise<void> {
    const { bytes } = await this.#http.body(manifestRequest('GET', from, digest));
    const manifest = parseJson<Manifest>(bytes, `${from}@${digest}`);
    for (const part of manifest.manifests ?? []) await this.copy(part.digest, { from, to });
    const blobs = [manifest.config, ...(manifest.layers ?? [])].flatMap((blob) => blob?.digest ?? []);
    for (const blob of new Set(blobs)) await this.#mount(blob, { from, to });
    const type = manifest.mediaType ?? MANIFEST_TYPES[2]!;
    const path = `/v2/${to}/manifests/${tag ?? digest}`;
    const access = accessTo(to, 'pull', 'push');
    const response = await this.#http.send({ method: 'PUT', path, access, body: { type, bytes } });
    await response.body?.cancel();
  }

  async #mount(blob: string, { from, to }: { from: string; to: string }): Promise<void> {
    const path = `/v2/${to}/blobs/uploads/?mount=${blob}&from=${encodeURIComponent(from)}`;
    const access = [...accessTo(to, 'pull', 'push'), ...accessTo(from, 'pull')];
    const response = await this.#http.send({ method: 'POST', path, access });
    await response.body?.cancel();
    // 202: it began an upload instead, because it does not have the blob there
    if (response.status === 201) return;
    throw new RegistryError('unavailable', `registry: ${from} has no blob ${blob} that ${to} could share`);
  }

  async #tagPage(repository: string, path: string): Promise<{ tags: string[]; next?: string }> {
    try {
      const { response, bytes } = await this.#http.body({ method: 'GET', path, access: accessTo(repository, 'pull') });
      const { tags } = parseJson<{ tags: string[] | null }>(bytes, `tags of ${repository}`);
      const next = /<([^>]+)>;\s*rel="?next"?/.exec(response.headers.get('link') ?? '')?.[1];
      return { tags: tags ?? [], next };
    } catch (error) {
      if (error instanceof RegistryError && error.kind === 'not_found') return { tags: [] };
      throw error;
    }
  }
}

function manifestRequest(method: 'GET' | 'HEAD', repository: string, reference: string): RegistryRequest {
  const path = `/v2/${repository}/manifests/${reference}`;
  return { method, path, accept: MANIFEST_TYPES, access: accessTo(repository, 'pull') };
}

function accessTo(name: string, ...actions: string[]): RegistryRequest['access'] {
  return [{ type: 'repository', name, actions }];
}

function parseJson<T>(bytes: Buffer, what: string): T {
  try {
    return JSON.parse(bytes.toString()) as T;
  } catch (cause) {
    throw new RegistryError('unavailable', `registry: what it sent for ${what} is not JSON`, { cause });
  }
}
