import type { OurImage } from '@jujube/containers/image-types.js';
import type { ImagesOfApp } from '@jujube/database/releases/app-images.js';
import { needlessImages } from './needless-images.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const OLD = new Date('2026-11-01T00:00:00Z');
const digest = (n: number) => `sha256:${n.toString(16).padStart(64, '0')}`;
const ref = (app: string, n: number, registry = 'reg:5000') => `${registry}/${app}@${digest(n)}`;

function image(digests: string[], createdAt = OLD): OurImage {
  return { id: 'x', tags: [], digests, labels: {}, sizeMib: 1, createdAt };
}

function shop(more: Partial<ImagesOfApp> = {}): ImagesOfApp {
  const releases = Array.from({ length: 12 }, (_, index) => ({ version: 12 - index, image: ref('shop', 12 - index) }));
  return { appName: 'shop', releases, inUse: [], openBuildIds: [], ...more };
}

function needless(images: OurImage[], app = shop(), gone: string[] = []): string[] {
  return needlessImages(images, { apps: [app], gone }, { registryHost: 'reg:5000', now: NOW });
}

describe('needlessImages', () => {
  it('keeps the images of the last ten releases and drops older ones', () => {
    const images = [1, 2, 3, 12].map((n) => image([ref('shop', n)]));
    expect(needless(images)).toEqual([ref('shop', 1), ref('shop', 2)]);
  });

  it('keeps what a dyno or a deployment uses, and what was only just made', () => {
    const images = [image([ref('shop', 1)]), image([ref('shop', 99)], new Date(NOW.getTime() - 60_000))];
    expect(needless(images, shop({ inUse: [ref('shop', 1)] }))).toEqual([]);
  });

  it('never looks at other registries, other repositories and images without a digest', () => {
    const images = [
      image([ref('shop', 50, 'docker.io')]),
      image([ref('jujube/base', 51)]),
      image([ref('tools', 52)]),
      image([]),
    ];
    expect(needless(images)).toEqual([]);
  });

  it('drops what destroyed apps left behind, fresh or not, and once', () => {
    const images = [image([ref('blog', 1)], NOW), image([ref('blog', 2)]), image([ref('shop', 1)])];
    expect(needless(images, shop(), [ref('blog', 1), ref('shop', 1)])).toEqual([ref('shop', 1), ref('blog', 1)]);
  });
});
