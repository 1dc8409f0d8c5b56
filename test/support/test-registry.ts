import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { authorizationFor } from '@jujube/registry/registry-credentials.js';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import { sha256, testImageParts } from './test-image.js';
import type { TestImage } from './test-image.js';

const MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';

/** The registry of the test run, for which we are the token service (TEST_REGISTRY_*, see test/README.md). */
export function testRegistry(): RegistrySettings {
  const url = variable('TEST_REGISTRY_URL');
  const keyPem = readFileSync(variable('TEST_REGISTRY_TOKEN_KEY_FILE'), 'utf8');
  const certificatePem = readFileSync(variable('TEST_REGISTRY_TOKEN_CERT_FILE'), 'utf8');
  return { url, host: new URL(url).host, token: { keyPem, certificatePem }, login: null };
}

/** The same registry as somebody with an account sees it. */
export function testRegistryWithLogin(): RegistrySettings {
  const login = { username: 'anybody', password: variable('TEST_REGISTRY_PASSWORD') };
  return { ...testRegistry(), token: null, login };
}

/** Pushes a small image that runs; answers its digest. */
export async function pushTestImage(
  repository: string,
  tag: string,
  { registry = testRegistry(), ...image }: Omit<TestImage, 'ref'> & { registry?: RegistrySettings } = {},
) {
  const pushBlob = (body: Buffer) => sendBlob(registry, repository, body);
  const { config, layer } = await testImageParts(image);
  const packed = gzipSync(layer, { level: 1 });
  const layerType = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: { mediaType: 'application/vnd.docker.container.image.v1+json', ...(await pushBlob(config)) },
      layers: [{ mediaType: layerType, ...(await pushBlob(packed)) }],
    }),
  );
  const content = { type: MANIFEST, body: manifest };
  await send({ registry, repository, method: 'PUT', path: `/v2/${repository}/manifests/${tag}`, content });
  return `sha256:${sha256(manifest)}`;
}

/** A layer or configuration, as an engine fetches it. */
export async function pullTestBlob(registry: RegistrySettings, repository: string, digest: string): Promise<Buffer> {
  const blob = await send({ registry, repository, method: 'GET', path: `/v2/${repository}/blobs/${digest}` });
  return Buffer.from(await blob.arrayBuffer());
}

async function sendBlob(registry: RegistrySettings, repository: string, body: Buffer) {
  const digest = `sha256:${sha256(body)}`;
  const begun = await send({ registry, repository, method: 'POST', path: `/v2/${repository}/blobs/uploads/` });
  const upload = new URL(begun.headers.get('location') ?? '', registry.url);
  upload.searchParams.set('digest', digest);
  const content = { type: 'application/octet-stream', body };
  await send({ registry, repository, method: 'PUT', path: String(upload), content });
  return { digest, size: body.length };
}

interface TestRequest {
  registry: RegistrySettings;
  repository: string;
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  content?: { type: string; body: Buffer };
}

async function send({ registry, repository, method, path, content }: TestRequest) {
  const access = [{ type: 'repository' as const, name: repository, actions: ['pull', 'push'] }];
  const headers = new Headers({ authorization: authorizationFor(registry, access) ?? '' });
  if (content) headers.set('content-type', content.type);
  const body = content && new Uint8Array(content.body);
  const response = await fetch(new URL(path, registry.url), { method, headers, body });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response;
}

function variable(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set: run npm test, or scripts/machine/dev-services.mjs (test/README.md)`);
}
