import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import { pushTestImage, testRegistry, testRegistryWithLogin } from '../support/test-registry.js';

describe('registry client', () => {
  const repository = `registry-spec/${randomUUID()}`;
  const client = new RegistryClient(testRegistry());
  let digest: string;

  beforeAll(async () => {
    digest = await pushTestImage(repository, 'v1', { labels: { stack: 'test' } });
  });

  it('resolves a tag to its digest, and reads manifest and configuration', async () => {
    await client.ping();
    expect(await client.resolve(repository, 'v1')).toBe(digest);
    expect(await client.resolve(repository, digest)).toBe(digest);
    const { digest: computed, manifest } = await client.manifest(repository, 'v1');
    expect(computed).toBe(digest);
    expect(manifest.layers).toHaveLength(1);
    const config = await client.imageConfig(repository, digest);
    expect(config).toMatchObject({ os: 'linux', labels: { stack: 'test' }, command: ['sleep', '600'] });
  });

  it('says what is not there', async () => {
    await expect(client.resolve(repository, 'v2')).rejects.toMatchObject({ kind: 'not_found' });
    await expect(client.resolve('registry-spec/none', 'v1')).rejects.toMatchObject({ kind: 'not_found' });
    expect(await client.tags('registry-spec/none')).toEqual([]);
  });

  it('lists tags, and deletes an image with all of them', async () => {
    const doomed = await pushTestImage(repository, 'doomed', { mark: 'doomed' });
    await pushTestImage(repository, 'doomed-too', { mark: 'doomed' });
    expect((await client.tags(repository)).sort()).toEqual(['doomed', 'doomed-too', 'v1']);
    await client.delete(repository, doomed);
    await client.delete(repository, doomed);
    expect(await client.tags(repository)).toEqual(['v1']);
    expect(await client.resolve(repository, 'v1')).toBe(digest);
  });

  it('is let in by name and password where the registry has a token service of its own', async () => {
    const foreign = new RegistryClient(testRegistryWithLogin());
    expect(await foreign.resolve(repository, 'v1')).toBe(digest);
    const login = { username: 'anybody', password: 'wrong' };
    const wrong = new RegistryClient({ ...testRegistryWithLogin(), login });
    await expect(wrong.resolve(repository, 'v1')).rejects.toMatchObject({ kind: 'unauthorized', isRetryable: false });
  });

  it('is not let in by a key that the registry does not trust', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const stranger = new RegistryClient({ ...testRegistry(), token: { ...testRegistry().token!, keyPem } });
    await expect(stranger.resolve(repository, 'v1')).rejects.toMatchObject({ kind: 'unauthorized' });
  });
});
