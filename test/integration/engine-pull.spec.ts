import { randomUUID } from 'node:crypto';
import { DockerEngine } from '@jujube/containers/docker-engine.js';
import type { PullProgress } from '@jujube/containers/image-types.js';
import { engineCredentials } from '@jujube/registry/engine-credentials.js';
import { firstTestHost, overTls } from '../support/test-hosts.js';
import { pushTestImage, testRegistry, testRegistryWithLogin } from '../support/test-registry.js';

describe('pulling from our registry', () => {
  const registry = testRegistry();
  const repository = `pull-spec-${randomUUID()}`;
  const name = `${registry.host}/${repository}`;
  const engine = new DockerEngine(overTls(firstTestHost()), { installation: 'pull-spec' });
  let digest: string;

  beforeAll(async () => {
    digest = await pushTestImage(repository, 'v1', { mark: repository });
  });
  beforeEach(async () => {
    for (const { tags, digests } of await engine.listImages({ prefix: name })) {
      for (const ref of [...tags, ...digests]) await engine.removeImage(ref);
    }
  });
  afterAll(() => engine.close());

  it.each([
    ['a tag', () => `${name}:v1`],
    ['a digest', () => `${name}@${digest}`],
  ])('works by %s with a token for this repository, which needs no account at the host', async (_, ref) => {
    const seen: PullProgress[] = [];
    const auth = engineCredentials(ref(), registry);
    expect(auth).toHaveProperty('registryToken');
    expect(await engine.pull(ref(), { auth, onProgress: (progress) => seen.push(progress) })).toBe(digest);
    expect(await engine.imageExists(`${name}@${digest}`)).toBe(true);
    expect(seen.map((progress) => progress.status)).toContain('Pull complete');
  });

  it('works by name and password', async () => {
    const ref = `${name}:v1`;
    const auth = engineCredentials(ref, testRegistryWithLogin());
    expect(auth).toHaveProperty('username');
    expect(await engine.pull(ref, { auth })).toBe(digest);
  });

  it('fails without a token, with one for another repository, and for what is not there', async () => {
    const refused = { name: 'EngineError', retryable: false };
    await expect(engine.pull(`${name}:v1`)).rejects.toMatchObject(refused);
    const auth = engineCredentials(`${registry.host}/another:v1`, registry);
    await expect(engine.pull(`${name}:v1`, { auth })).rejects.toMatchObject(refused);
    const ours = engineCredentials(`${name}:none`, registry);
    await expect(engine.pull(`${name}:none`, { auth: ours })).rejects.toMatchObject(refused);
  });
});
