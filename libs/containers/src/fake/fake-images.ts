import type { Readable } from 'node:stream';
import type { OurImage } from '../image-types.js';
import { hasLabels } from '../labels.js';
import { unpackInto } from './fake-archives.js';
import type { FakeHost } from './fake-host.js';

/** Images of a fake host. */
export class FakeImages {
  constructor(private readonly fake: FakeHost) {}

  pull(ref: string): Promise<string> {
    return this.fake.faults.around('pull', ref, () => {
      const digest = this.fake.registry.get(ref);
      if (!digest) throw this.fake.faults.error('engine', 'pull', `manifest for ${ref} not found`);
      this.fake.addImage(ref);
      return digest;
    });
  }

  exists(ref: string): Promise<boolean> {
    return this.fake.faults.around('imageExists', ref, () => this.fake.images.has(ref));
  }

  list({ labels, prefix }: { labels?: Record<string, string>; prefix?: string }): Promise<OurImage[]> {
    const matches = ([ref, image]: [string, OurImage]) =>
      (labels && hasLabels(image.labels, labels)) || (prefix !== undefined && ref.startsWith(prefix));
    const found = () => [...this.fake.images].filter(matches).map(([, image]) => image);
    return this.fake.faults.around('listImages', '', found);
  }

  remove(ref: string): Promise<void> {
    return this.fake.faults.around('removeImage', ref, () => {
      const isUsed = [...this.fake.containers.values()].some((each) => each.spec.image === ref);
      if (isUsed) throw this.fake.faults.error('conflict', 'removeImage', `${ref} is used by a container`);
      this.fake.images.delete(ref);
    });
  }

  pruneDangling(): Promise<{ reclaimedMib: number }> {
    return this.fake.faults.around('pruneDangling', '', () => ({ reclaimedMib: 0 }));
  }

  load(tar: Readable): Promise<string[]> {
    return this.fake.faults.around('loadImage', '', async () => {
      const files = new Map<string, Buffer>();
      await unpackInto(files, '/', tar);
      const [manifest] = JSON.parse(String(files.get('/manifest.json'))) as { RepoTags: string[]; Config: string }[];
      const config = JSON.parse(String(files.get(`/${manifest?.Config}`))) as { config?: { Labels?: object } };
      for (const ref of manifest?.RepoTags ?? []) this.fake.addImage(ref, { ...config.config?.Labels });
      return manifest?.RepoTags ?? [];
    });
  }
}
