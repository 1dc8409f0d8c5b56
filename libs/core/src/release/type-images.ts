import type { Release } from './release.js';

/** What a release runs: its image, and in place of it the images that process types have of their own. */
export type RunImages = Pick<Release, 'image' | 'typeImages'>;

/** What dynos of a process type run; null while there is nothing. */
export function imageOf({ image, typeImages }: RunImages, processType: string): string | null {
  return Object.hasOwn(typeImages, processType) ? typeImages[processType]! : image;
}

/**
 * The same images by the process types that there are, said in one way only: the release's image is one that runs, that of
 * `web` if it can be, and no process type has an image of its own that is the release's.
 */
export function imagesOf(processTypes: readonly string[], images: RunImages): RunImages {
  const byType = new Map(processTypes.map((processType) => [processType, imageOf(images, processType)]));
  const isRun = [...byType.values()].includes(images.image);
  const image = isRun ? images.image : (byType.get('web') ?? [...byType.values()][0] ?? null);
  const own = [...byType].flatMap(([type, of]) => (of === null || of === image ? [] : [[type, of] as const]));
  return { image, typeImages: Object.fromEntries(own) };
}
