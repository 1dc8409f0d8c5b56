import type { OurImage } from '@jujube/containers/image-types.js';
import type { ImagesOfApp } from '@jujube/database/releases/app-images.js';
import { parseImageRef } from '@jujube/registry/image-ref.js';
import { prunableDigests } from '@jujube/registry/retention.js';

const FRESH_FOR_MS = 3_600_000;

interface Copy {
  ref: string;
  repository: string;
  digest: string;
  isFresh: boolean;
}

/** Whose images may go. */
export interface Owners {
  apps: readonly ImagesOfApp[];
  /** images of apps that were destroyed, which no other app and no dyno has come to use */
  gone: readonly string[];
}

/**
 * References of images on one host that neither a release to go back to nor a dyno needs. Only repositories of our apps in
 * our registry, and what apps left behind there, are looked at: everything else on the host belongs to somebody else.
 */
export function needlessImages(
  images: readonly OurImage[],
  { apps, gone }: Owners,
  place: { registryHost: string; now: Date },
): string[] {
  const copies = images.flatMap((image) => copiesOf(image, place));
  const leftBehind = copies.filter((copy) => gone.includes(copy.ref));
  const needless = [...apps.flatMap((app) => needlessOf(app, copies)), ...leftBehind];
  return [...new Set(needless.map((copy) => copy.ref))];
}

function needlessOf(app: ImagesOfApp, copies: readonly Copy[]): Copy[] {
  const present = copies.filter((copy) => copy.repository === app.appName);
  const releases = app.releases.map(({ version, image }) => ({ version, digest: digestOf(image) }));
  const inUse = app.inUse.flatMap((image) => digestOf(image) ?? []);
  const prunable = new Set(prunableDigests({ releases, inUse, present }));
  return present.filter((copy) => prunable.has(copy.digest));
}

function copiesOf(image: OurImage, place: { registryHost: string; now: Date }): Copy[] {
  const isFresh = place.now.getTime() - image.createdAt.getTime() < FRESH_FOR_MS;
  return image.digests
    .filter((ref) => ref.startsWith(`${place.registryHost}/`))
    .flatMap((ref) => {
      const { repository, digest } = parseImageRef(ref);
      return digest ? [{ ref, repository, digest, isFresh }] : [];
    });
}

function digestOf(image: string): string | null {
  return parseImageRef(image).digest ?? null;
}
