import { StepError } from '../step-error.mjs';
import { uploadFile } from './upload-file.mjs';

const MEDIA = 'application/vnd.docker';
const MANIFEST = `${MEDIA}.distribution.manifest.v2+json`;

/**
 * Sends an image directory to a registry, without an engine in between; blobs that are there already are not sent again.
 * registry: {url, authorize(repository) → Authorization header}. Answers {reference, digest}.
 */
export async function pushImage(image, registry) {
  const [repository, tag] = image.reference.split(':');
  const authorization = await registry.authorize(repository);
  const target = { base: `${registry.url}/v2/${repository}`, authorization };
  for (const blob of [...image.layers, image.config]) await pushBlob(blob, target);
  const digest = await pushManifest(image, { ...target, tag });
  return { reference: `${new URL(registry.url).host}/${repository}:${tag}`, digest };
}

async function pushBlob({ file, digest, size }, { base, authorization }) {
  const there = await request(`${base}/blobs/${digest}`, { method: 'HEAD', authorization });
  if (there.status === 200) return;
  const begun = expect(
    await request(`${base}/blobs/uploads/`, { method: 'POST', authorization }),
    202,
    `${base}: upload`,
  );
  const address = new URL(begun.headers.get('location'), base);
  address.searchParams.set('digest', digest);
  const status = await uploadFile(address, { file, size, authorization });
  expect({ status }, 201, `${base}: blob ${digest.slice(0, 19)}`);
}

async function pushManifest({ config, layers }, { base, authorization, tag }) {
  const body = JSON.stringify({
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: { mediaType: `${MEDIA}.container.image.v1+json`, size: config.size, digest: config.digest },
    layers: layers.map(({ size, digest }) => ({ mediaType: `${MEDIA}.image.rootfs.diff.tar.gzip`, size, digest })),
  });
  const answer = await request(`${base}/manifests/${tag}`, {
    method: 'PUT',
    authorization,
    headers: { 'Content-Type': MANIFEST },
    body,
  });
  return expect(answer, 201, `${base}: manifest ${tag}`).headers.get('docker-content-digest');
}

async function request(url, { authorization, headers, ...options }) {
  const all = authorization ? { ...headers, Authorization: authorization } : headers;
  return fetch(url, { ...options, headers: all, signal: AbortSignal.timeout(300_000) });
}

function expect(response, status, what) {
  if (response.status === status) return response;
  throw new StepError(`the registry refused ${what} with status ${response.status}`, {
    todo: 'Check REGISTRY_URL and its credentials, or the log of the registry.',
  });
}
