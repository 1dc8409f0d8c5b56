import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RegistryClient } from '@jujube/registry/registry-client.js';
import type { RegistrySettings } from '@jujube/settings/registry-settings.js';
import { freePort } from '../support/free-port.js';
import { machinePart } from '../support/machine-part.js';
import { sha256 } from '../support/test-image.js';
import { pullTestBlob, pushTestImage, testRegistry } from '../support/test-registry.js';

interface State {
  dir: string;
  logDir: string;
}
interface Registry {
  service: { start(): Promise<void>; stop(): Promise<void> };
  url: string;
}
type OpenRegistry = (state: State, options: object) => Promise<Registry>;

const { openStateDir } = await machinePart<{ openStateDir: (dir: string) => State }>('machine/state-dir.mjs');
const { openRegistry } = await machinePart<{ openRegistry: OpenRegistry }>('machine/registry/registry.mjs');

const { freeDeletedImages } = await machinePart<{ freeDeletedImages: (place: object) => Promise<void> }>(
  'machine/registry/deleted-images.mjs',
);

const REPOSITORY = 'shop';

describe('the private registry', () => {
  const state = openStateDir(mkdtempSync(path.join(tmpdir(), 'registry-')));
  let running: Registry | undefined;
  let settings: RegistrySettings;

  const restart = async (more: object = {}) => {
    await running?.service.stop();
    const certFile = process.env.TEST_REGISTRY_TOKEN_CERT_FILE;
    const options = { address: '127.0.0.1', port: await freePort(), realm: 'http://127.0.0.1/none', certFile, ...more };
    running = await openRegistry(state, options);
    await running.service.start();
    settings = { ...testRegistry(), url: running.url, host: new URL(running.url).host };
  };
  const push = (mark: string, tag = mark) => pushTestImage(REPOSITORY, tag, { mark, registry: settings });
  const logFile = () => path.join(state.logDir, 'registry.log');
  const log = () => readFileSync(logFile(), 'utf8');
  const client = () => new RegistryClient(settings);
  const isOnDisk = (digest: string) => {
    const hex = digest.slice('sha256:'.length);
    return existsSync(path.join(state.dir, 'registry/images/docker/registry/v2/blobs/sha256', hex.slice(0, 2), hex));
  };
  const blobsOf = async (digest: string) => {
    const { manifest } = await client().manifest(REPOSITORY, digest);
    return [digest, manifest.config!.digest, ...manifest.layers!.map((layer) => layer.digest)];
  };

  afterAll(async () => {
    await running?.service.stop();
    rmSync(state.dir, { recursive: true, force: true });
  });

  it('frees the disk of deleted images when it starts, and keeps those that have a digest but no tag any more', async () => {
    await restart();
    const [doomed, kept] = [await push('doomed'), await push('kept', 'moving')];
    // the tag moves on: the image is known by its digest only, as releases name it
    await push('other', 'moving');
    const [doomedBlobs, keptBlobs] = [await blobsOf(doomed), await blobsOf(kept)];
    await client().delete(REPOSITORY, doomed);
    expect([...doomedBlobs, ...keptBlobs].every(isOnDisk)).toBe(true);
    await restart();
    expect(doomedBlobs.filter(isOnDisk)).toEqual([]);
    expect(keptBlobs.every(isOnDisk)).toBe(true);
    expect(await blobsOf(kept)).toEqual(keptBlobs);
    for (const digest of keptBlobs.slice(1))
      expect(`sha256:${sha256(await pullTestBlob(settings, REPOSITORY, digest))}`).toBe(digest);
    // what is pushed again is all there, though the registry had known its layers
    expect(await push('doomed')).toBe(doomed);
    expect((await blobsOf(doomed)).every(isOnDisk)).toBe(true);
  });

  it('starts without that when it takes too long, and says so in its log', async () => {
    const doomed = await push('late');
    const blobs = await blobsOf(doomed);
    await client().delete(REPOSITORY, doomed);
    await restart({ freeWithinMs: 1 });
    expect(log()).toMatch(/deleted images stay until the next start: .*took longer than 0.001 s/);
    expect(blobs.every(isOnDisk)).toBe(true);
  });

  it('leaves the disk alone while anybody else uses it', async () => {
    const directory = path.join(state.dir, 'registry');
    const place = { directory, configFile: path.join(directory, 'config.json'), logFile: logFile() };
    const other = spawn('tail', ['-f', place.configFile], { stdio: 'ignore' });
    await running?.service.stop();
    try {
      await freeDeletedImages(place);
    } finally {
      other.kill();
    }
    expect(log()).toContain(`deleted images stay: process ${other.pid} uses ${directory}`);
  });
});
