import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { testImageTar } from '../test-image.js';
import { someSpec } from '../contract-host.js';
import type { ContractHost } from '../contract-host.js';

/** Images of the host. */
export function describeImages(host: () => ContractHost): void {
  it('loads, finds and removes images, but none that is in use', async () => {
    const { engine } = host();
    const mark = randomUUID();
    const ref = `jujube-contract/extra:${mark}`;
    expect(await engine.imageExists(ref)).toBe(false);
    const tar = await testImageTar({ ref, labels: { mark }, mark });
    expect(await engine.loadImage(Readable.from([tar]))).toEqual([ref]);
    expect(await engine.imageExists(ref)).toBe(true);
    expect(await engine.listImages({ labels: { mark } })).toMatchObject([{ tags: [ref], labels: { mark } }]);
    expect(await engine.listImages({ prefix: `jujube-contract/extra:${mark}` })).toHaveLength(1);
    expect(await engine.listImages({ prefix: 'jujube-contract/none' })).toEqual([]);
    const id = await engine.create(someSpec(host(), { image: ref }));
    await expect(engine.removeImage(ref)).rejects.toMatchObject({ kind: 'conflict' });
    await engine.remove(id);
    await engine.removeImage(ref);
    await engine.removeImage(ref);
    expect(await engine.imageExists(ref)).toBe(false);
  });
}
